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
            announcements.append(announcement(of: record, app))
            if let former = app.announced { tellMissingHandover(to: record, from: former) }
            app.announced = id
            app.subject = record.subject
            app.spec = record.spec
            app.faulted = nil
        case .draining:
            app.announced = nil
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

    private func announcement(of record: GenerationRecord, _ app: LifecycleApp) -> Event {
        let facts = record.copy.facts
        let isInline = record.generation?.isInline ?? false
        guard let previous = app.announced else {
            return .appLoaded(record.subject, facts, isInline: isInline)
        }
        guard record.origin == .afresh else {
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
        retiring = []
        announcements = []
    }

    private func entry(for name: AppName, _ app: LifecycleApp) -> Publisher.Entry? {
        switch app.state.route {
        case .unknown:
            return nil
        case .serving(let id):
            return entry(name, records[id]?.spec, records[id]?.shards.map { .serving($0) })
        case .draining(let id):
            let spec = records[id]?.spec
            return entry(
                name, spec,
                everywhere: .draining(
                    retryAfterSeconds: spec?.retryAfterSeconds ?? 1, app.refusals))
        case .reloading:
            return entry(name, app.spec, everywhere: .reloading(app.refusals))
        case .quarantined:
            let quarantine = Quarantine(reason: app.quarantineReason, refusals: app.refusals)
            return entry(name, app.spec, everywhere: .quarantined(quarantine))
        }
    }

    private func entry(_ name: AppName, _ spec: AppSpec?, everywhere route: Route)
        -> Publisher.Entry?
    {
        entry(name, spec, publisher.ports.map { _ in route })
    }

    private func entry(_ name: AppName, _ spec: AppSpec?, _ routes: [Route]?) -> Publisher.Entry? {
        guard let spec, let routes else { return nil }
        return Publisher.Entry(
            hosts: spec.hostnames, isFallback: name == defaultApp, routes: routes)
    }
}
