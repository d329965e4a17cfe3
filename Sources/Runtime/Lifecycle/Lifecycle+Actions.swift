// Carries out what an app's state machine asks for. Each function is one step of the app line and
// returns the events that follow from it at once.

import Configuration
import ELFPreflight

extension Lifecycle {
    func perform(_ action: AppState.Action, for name: AppName) -> [AppState.Event] {
        switch action {
        case .load(let id): return load(id)
        case .create(let id): return create(id)
        case .reject(let id): reject(id)
        case .publish: publish(name)
        case .drain(let id): drain(id)
        case .cut(let id): cut(id)
        case .park(let id): park(id)
        case .endLanes(let id): records[id]?.generation?.lanes.end()
        case .destroy(let id): return destroy(id)
        case .close(let id): return close(id)
        case .forget: forget(name)
        }
        return []
    }

    private func load(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id] else { return [] }
        do {
            record.image = try Loader.load(record.copy, as: id)
            return [.loaded(id)]
        } catch {
            record.reason = error.description
            return [.loadFailed(id)]
        }
    }

    private func create(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let image = record.image else { return [] }
        let host = PluginHost(spec: record.spec, generation: id, log: log)
        record.host = host
        setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
        record.reason = "create did not return in \(options.callTimeoutMilliseconds) ms"
        do {
            let thread = try OwnerCall.create(image, host, id) { [mailbox] result in
                mailbox.post(.createEnded(id, result))
            }
            record.ownerThreads.append(thread)
            return []
        } catch {
            record.reason = error.description
            return [.createFailed(id)]
        }
    }

    func createEnded(_ id: GenerationID, _ result: OwnerCall.CreateResult) {
        guard let record = records[id] else { return }
        deadlines.cancel(.phase(id))
        switch result {
        case .created(let plugin):
            makeGeneration(record, plugin)
            feed(.created(id), to: id)
        case .failed(let code):
            record.reason = "\(record.spec.path): create returned \(code)"
            feed(.createFailed(id), to: id)
        }
    }

    private func makeGeneration(_ record: GenerationRecord, _ plugin: PluginInstance) {
        let id = record.id
        let facts = record.copy.facts
        let lanes = Lanes(owner: id) { [mailbox] in mailbox.post(.lanesEnded(id)) }
        let generation = Generation(
            id: id, spec: record.spec, plugin: plugin,
            isInline: facts.manifest.isInline && !facts.requiresLanes, lanes: lanes)
        record.generation = generation
        record.shards = publisher.ports.map { _ in
            LeaseShard(generation: generation) { [mailbox] in mailbox.post(.leasesEnded($0)) }
        }
        record.loopsHolding = record.shards.count
    }

    /// The candidate is out. If it was never loaded, nothing more will happen to it.
    private func reject(_ id: GenerationID) {
        guard let record = records[id] else { return }
        let isServing = apps[record.spec.name]?.state.serving != nil
        log.emit(
            .appRejected(
                record.subject, path: record.spec.path,
                reason: record.reason ?? "no reason given", isServing: isServing))
        if record.image == nil { discard(record) }
    }

    private func discard(_ record: GenerationRecord) {
        record.copy.remove()
        records[record.id] = nil
    }

    private func drain(_ id: GenerationID) {
        guard let record = records[id] else { return }
        var timeout = record.spec.drainTimeoutMilliseconds
        // In a shutdown the process's own deadline cuts, unless the app's comes first.
        let isShutdownFirst = isShuttingDown && timeout >= shutdownTimeoutMilliseconds
        if isShutdownFirst { timeout = shutdownTimeoutMilliseconds }
        record.drainStartMilliseconds = MonotonicClock.milliseconds
        retiring.append(id)
        setPhaseDeadline(
            id, milliseconds: isShutdownFirst ? timeout + options.callTimeoutMilliseconds : timeout)
        announcements.append(
            .appDrainStart(record.subject, active: record.active, timeoutMilliseconds: timeout))
    }

    func leasesEnded(_ id: GenerationID) {
        guard let record = records[id] else { return }
        record.loopsHolding -= 1
        guard record.loopsHolding == 0 else { return }
        record.leasesEndedMicroseconds = MonotonicClock.microseconds
        if apps[record.spec.name]?.state.generations[id]?.phase == .draining {
            setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
            log.emit(
                .appDrained(
                    record.subject,
                    elapsedMilliseconds: MonotonicClock.milliseconds
                        - record.drainStartMilliseconds,
                    refused: apps[record.spec.name]?.refusals.total ?? 0))
        }
        record.reason = "a lane did not end in \(options.callTimeoutMilliseconds) ms"
        feed(.leasesEnded(id), to: id)
    }

    /// The drain's deadline has come with leases held.
    private func cut(_ id: GenerationID) {
        guard let record = records[id] else { return }
        for event in publisher.takeAnnouncements() { log.emit(event) }
        log.emit(
            .appDrainTimeout(
                record.subject, active: record.active,
                elapsedMilliseconds: MonotonicClock.milliseconds - record.drainStartMilliseconds))
        record.reason = "\(record.active) requests were in flight at the drain's deadline"
        for port in publisher.ports { port.cut(id) }
    }

    private func park(_ id: GenerationID) {
        guard let record = records[id] else { return }
        log.emit(.appParked(record.subject, reason: record.reason ?? "a thread is inside it"))
    }

    private func destroy(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let generation = record.generation else { return [] }
        record.reason = "destroy did not return in \(options.callTimeoutMilliseconds) ms"
        setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
        do {
            let thread = try OwnerCall.destroy(generation.plugin, id) { [mailbox] in
                mailbox.post(.destroyEnded(id))
            }
            record.ownerThreads.append(thread)
        } catch {
            // No thread to be had now: the generation is parked at the deadline, and stays.
            record.reason = error.description
        }
        return []
    }

    private func setPhaseDeadline(_ id: GenerationID, milliseconds: Int) {
        deadlines.set(.phase(id), at: MonotonicClock.milliseconds + milliseconds)
    }

    private func forget(_ name: AppName) {
        apps[name] = nil
    }
}

// MARK: Close

extension Lifecycle {
    /// How soon to look again for threads that were still ending, and how long to keep quiet.
    private static let closeRetryMilliseconds = (first: 2, later: 100)
    private static let closeQuietMilliseconds = 100

    /// Closes the image, or looks again soon where a thread may still be inside it.
    func close(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let image = record.image else { return [] }
        deadlines.cancel(.phase(id))
        guard record.joinsThreads() else {
            return closeLater(record, "a thread of its lanes, create or destroy has not ended")
        }
        switch Unloader.unload(image, of: id, facts: record.copy.facts) {
        case .unloaded:
            let elapsed = MonotonicClock.microseconds - record.leasesEndedMicroseconds
            // A candidate that never served was rejected, and that has been said.
            if record.generation != nil {
                log.emit(.appUnloaded(record.subject, elapsedMicroseconds: elapsed))
            }
            discard(record)
        case .pinned(let reason):
            log.emit(.appPinned(record.subject, reason: reason))
            keepForGood(record)
        case .threadsRemain(let count):
            return closeLater(record, "\(count) threads that the plugin started still run")
        }
        return [.closed(id)]
    }

    /// Threads end within microseconds as a rule. One that does not keeps the image, not the app.
    private func closeLater(_ record: GenerationRecord, _ reason: String) -> [AppState.Event] {
        let now = MonotonicClock.milliseconds
        let since = record.closeStartMilliseconds ?? now
        record.closeStartMilliseconds = since
        let isQuiet = now - since < Self.closeQuietMilliseconds
        let interval = Self.closeRetryMilliseconds
        deadlines.set(.close(record.id), at: now + (isQuiet ? interval.first : interval.later))
        guard !isQuiet, record.reason != reason else { return [] }
        record.reason = reason
        log.emit(.appParked(record.subject, reason: reason))
        return [.deadline(record.id)]
    }

    /// A pinned image may still call its host.
    private func keepForGood(_ record: GenerationRecord) {
        if let host = record.host { _ = Unmanaged.passRetained(host) }
        records[record.id] = nil
    }
}

// MARK: Publish

extension Lifecycle {
    /// The app's route has changed: it goes out with this turn's publication.
    private func publish(_ name: AppName) {
        needsPublication = true
        guard var app = apps[name] else { return }
        defer { apps[name] = app }
        switch app.state.route {
        case .serving(let id):
            guard let record = records[id] else { return }
            announcements.append(announcement(of: record, after: app.announced))
            app.announced = id
            app.subject = record.subject
        case .draining:
            app.announced = nil
        case .unknown:
            if let subject = app.subject { announcements.append(.appRemoved(subject)) }
        }
    }

    private func announcement(of record: GenerationRecord, after previous: GenerationID?) -> Event {
        let manifest = record.copy.facts.manifest
        if let previous {
            return .appSwapped(record.subject, from: previous, version: manifest.version)
        }
        return .appLoaded(
            record.subject, plugin: manifest.name, version: manifest.version,
            isInline: record.generation?.isInline ?? false)
    }

    /// Hands the routes of this turn to the loops, if any changed.
    func publishIfNeeded() {
        guard needsPublication else { return }
        if case .starting = stage { return }
        needsPublication = false
        // The first of two apps with one host gets it: one that serves, before one that drains.
        let ordered = apps.sorted { one, other in
            let (isServing, isOther) = (one.value.isServing, other.value.isServing)
            return isServing == isOther ? one.key.text < other.key.text : isServing
        }
        let entries = ordered.compactMap { entry(for: $0.key, $0.value) }
        publisher.publish(
            entries, retiring: retiring.compactMap { records[$0]?.shards },
            announcing: announcements)
        retiring = []
        announcements = []
    }

    private func entry(for name: AppName, _ app: App) -> Publisher.Entry? {
        let id: GenerationID
        switch app.state.route {
        case .unknown: return nil
        case .serving(let serving): id = serving
        case .draining(let draining): id = draining
        }
        guard let record = records[id] else { return nil }
        return Publisher.Entry(
            hosts: record.spec.hostnames, isFallback: name == defaultApp,
            routes: record.shards.map { shard in
                app.state.route == .serving(id)
                    ? .serving(shard)
                    : .draining(
                        retryAfterSeconds: record.spec.retryAfterSeconds, app.refusals)
            })
    }
}
