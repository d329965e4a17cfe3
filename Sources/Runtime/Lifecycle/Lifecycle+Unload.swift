// Destroy, unload, verify: the end of a generation that nobody uses any more.

import Configuration
import PluginHosting

extension Lifecycle {
    func destroy(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let generation = record.generation else { return [] }
        record.reason = "destroy did not return in \(options.callTimeoutMilliseconds) ms"
        setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
        do {
            let thread = try OwnerCall.destroy(generation.plugin) { [mailbox] in
                mailbox.post(.destroyEnded(id))
            }
            record.ownerThreads.append(thread)
        } catch {
            // No thread to be had now: the generation is parked at the deadline, and stays.
            record.reason = error.description
        }
        return []
    }

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
        switch Unloader.unload(image, owner: id.number, facts: record.copy.facts) {
        case .unloaded:
            record.guarded?.retire()
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
