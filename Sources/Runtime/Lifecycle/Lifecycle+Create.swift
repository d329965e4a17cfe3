// Load, then create: a staged copy becomes a generation that can serve, or is rejected and changes
// nothing.

import Configuration
import ELFPreflight
import PluginHosting

extension Lifecycle {
    /// Loads the copy, if it has constructors of its own after they were tried elsewhere.
    func load(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id] else { return [] }
        guard record.copy.facts.constructorCount == 0 else {
            trials.begin(id, path: record.copy.path)
            return []
        }
        return loadHere(record)
    }

    /// The trial of a copy's constructors is over.
    func tried(_ id: GenerationID, _ reason: String?) {
        guard let record = records[id] else { return }
        record.reason = reason
        let events = reason == nil ? loadHere(record) : [.loadFailed(id)]
        for event in events { feed(event, to: id) }
    }

    private func loadHere(_ record: GenerationRecord) -> [AppState.Event] {
        let id = record.id
        do {
            record.image = try Loader.load(record.copy.path, owner: id.number)
            return [.loaded(id)]
        } catch {
            record.reason = error.description
            return [.loadFailed(id)]
        }
    }

    func create(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let image = record.image else { return [] }
        let guarded = GuardedImage(id, app: record.spec.name.text, base: image.base) {
            [mailbox] in mailbox.post(.faulted(id, $0))
        }
        record.guarded = guarded
        let host = makeHost(record, guarded)
        setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
        record.reason = "create did not return in \(options.callTimeoutMilliseconds) ms"
        do {
            let thread = try OwnerCall.create(image, host, guarded) { [mailbox] result in
                mailbox.post(.createEnded(id, result))
            }
            record.ownerThreads.append(thread)
            return []
        } catch {
            record.reason = error.description
            return [.createFailed(id)]
        }
    }

    private func makeHost(_ record: GenerationRecord, _ guarded: GuardedImage) -> PluginHost {
        let context = HostContext(
            app: services(of: record.spec), guarded, calls: record.calls, timers: timers)
        let host = PluginHost(
            spec: record.spec, generation: record.id, context: context, log: log)
        record.context = context
        record.host = host
        return host
    }

    /// What the generations of an app share begins with its first one.
    private func services(of spec: AppSpec) -> AppServices {
        let services =
            apps[spec.name]?.services ?? AppServices(storeBytesMax: spec.settings.storeBytesMax)
        services.store.setBytesMax(spec.settings.storeBytesMax)
        apps[spec.name]?.services = services
        return services
    }

    func createEnded(_ id: GenerationID, _ result: OwnerCall.CreateResult) {
        guard let record = records[id] else { return }
        deadlines.cancel(.phase(id))
        switch result {
        case .created(let plugin):
            record.reason = nil
            makeGeneration(record, plugin)
            feed(.created(id, plugin.extensions.set), to: id)
        case .failed(let code):
            record.reason = "\(record.spec.path): create returned \(code)"
            feed(.createFailed(id), to: id)
        }
    }

    private func makeGeneration(_ record: GenerationRecord, _ plugin: PluginInstance) {
        let id = record.id
        let settings = record.spec.settings
        let app = apps[record.spec.name]
        let meters =
            app?.meters
            ?? AppMeters(app: record.spec.name.text, loopCount: publisher.ports.count)
        apps[record.spec.name]?.meters = meters
        let isMoved = record.origin != .newFile && app?.state.isMovedToLanes == true
        let lanes = Lanes(
            owner: id, laneCountMax: settings.laneCountMax, queueCountMax: settings.queueCountMax,
            watchdog: watchdog
        ) { [mailbox] in mailbox.post(.lanesEnded(id)) }
        let generation = Generation(
            id: id, spec: record.spec, plugin: plugin,
            isInline: record.copy.facts.executionClass == .inline && !isMoved,
            streamsBody: record.copy.facts.manifest.streamsBody, lanes: lanes,
            calls: record.calls, traffic: app?.traffic ?? AppTraffic())
        record.generation = generation
        record.shards = meters.loops.map { meter in
            LeaseShard(generation: generation, meter: meter) { [mailbox] in
                mailbox.post(.leasesEnded($0))
            }
        }
        record.loopsHolding = record.shards.count
    }

    /// The candidate is out. If it was never loaded, nothing more will happen to it.
    func reject(_ id: GenerationID) {
        guard let record = records[id] else { return }
        let isServing = apps[record.spec.name]?.state.serving != nil
        let reason = record.reason ?? reasonOfServing(record)
        log.emit(
            .appRejected(
                record.subject, path: record.spec.path, reason: reason, isServing: isServing))
        noteFailure(of: record.spec.name, at: stepReached(record), reason)
        answer(.failure(.rejected(reason))) { $0.goal == .serving(id) }
        if record.image == nil { discard(record) }
    }

    private func stepReached(_ record: GenerationRecord) -> AppCounts.LoadStep {
        if record.image == nil { return .load }
        return record.generation == nil ? .create : .restore
    }

    func discard(_ record: GenerationRecord) {
        record.copy.remove()
        records[record.id] = nil
    }
}
