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
        let facts = record.copy.facts
        let isInline = record.generation?.isInline ?? false
        return previous.map {
            .appSwapped(record.subject, from: $0, facts, isInline: isInline)
        } ?? .appLoaded(record.subject, facts, isInline: isInline)
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
