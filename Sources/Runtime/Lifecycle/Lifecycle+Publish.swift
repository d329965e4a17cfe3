// Publish: what changed in this turn goes to every event loop as one table, and is announced when
// all of them have taken it up.

import Configuration
import ELFPreflight

extension Lifecycle {
    /// The app's route has changed: it goes out with this turn's publication.
    func publish(_ name: AppName) {
        needsPublication = true
        guard var app = apps[name] else { return }
        defer { apps[name] = app }
        switch app.state.route {
        case .serving(let id):
            guard let record = records[id] else { return }
            recordVersion(of: record)
            if let lanes = record.generation?.lanes { record.context?.open(lanes) }
            announcements.append(announcement(of: record, &app))
            published.append(id)
            if record.origin != .afresh { app.failure = nil }
            if let former = app.announced { tellMissingHandover(to: record, from: former) }
            app.announced = id
            app.subject = record.subject
            app.spec = record.spec
            app.faulted = nil
        case .draining, .drained:
            app.announced = nil
            app.faulted = nil
        case .reloading: break
        case .quarantined:
            app.faulted = nil
            guard let subject = app.subject else { return }
            announcements.append(
                .appQuarantined(
                    subject, reason: app.quarantineReason, faultCount: app.state.faults.count))
        case .unknown:
            if let subject = app.subject { announcements.append(.appRemoved(subject)) }
        }
    }

    private func announcement(of record: GenerationRecord, _ app: inout LifecycleApp) -> Event {
        let facts = record.copy.facts
        let isInline = record.generation?.isInline ?? false
        guard let previous = app.announced else {
            app.counts.loads += 1
            return .appLoaded(record.subject, facts, isInline: isInline)
        }
        guard record.origin == .afresh else {
            app.counts.swaps += 1
            return .appSwapped(record.subject, from: previous, facts, isInline: isInline)
        }
        return .appReloaded(
            record.subject, from: previous, isInline: isInline, attempt: app.state.faults.count,
            attemptCountMax: record.spec.settings.faultCountMax)
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
        publications[publisher.number] = published
        awaitTable(publisher.number)
        retiring = []
        announcements = []
        published = []
    }

    /// A loop has taken up a table.
    func adopted(_ table: UInt64) {
        for event in publisher.acknowledged(table) { log.emit(event) }
        if publisher.isAcknowledged(table) { publishedEverywhere(table) }
        guard case .publishing = stage, publisher.isAcknowledged else { return }
        stage = .running
        observer.whenReady(apps.values.count { $0.state.serving != nil })
    }

    private func publishedEverywhere(_ table: UInt64) {
        let ids = publications.removeValue(forKey: table) ?? []
        answerPublished(table, serving: ids)
        for id in ids {
            guard let record = records[id], let start = record.stageStartMicroseconds else {
                continue
            }
            let elapsed = MonotonicClock.microseconds - start
            count(record.spec.name) {
                $0.timedLoads += 1
                $0.loadMicroseconds += elapsed
            }
        }
    }

    private func entry(for name: AppName, _ app: LifecycleApp) -> Publisher.Entry? {
        switch app.state.route {
        case .unknown:
            return nil
        case .serving(let id):
            return entry(name, records[id]?.spec, records[id]?.shards.map { .serving($0) })
        case .draining(let id):
            let spec = records[id]?.spec
            let seconds = spec?.retryAfterSeconds ?? 1
            return entry(
                name, spec, app.meters?.loops.map { .draining(retryAfterSeconds: seconds, $0) })
        case .drained:
            let seconds = app.spec?.retryAfterSeconds ?? 1
            return entry(
                name, app.spec, app.meters?.loops.map { .drained(retryAfterSeconds: seconds, $0) })
        case .reloading:
            return entry(name, app.spec, app.meters?.loops.map { .reloading($0) })
        case .quarantined:
            let quarantine = Quarantine(reason: app.quarantineReason)
            return entry(
                name, app.spec, app.meters?.loops.map { .quarantined(quarantine, $0) })
        }
    }

    private func entry(_ name: AppName, _ spec: AppSpec?, _ routes: [Route]?) -> Publisher.Entry? {
        guard let spec, let routes else { return nil }
        return Publisher.Entry(
            hosts: spec.hostnames, isFallback: name == defaultApp, routes: routes)
    }
}
