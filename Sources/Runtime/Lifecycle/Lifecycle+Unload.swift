// Destroy, unload, verify: the end of a generation that nobody uses any more.

import Configuration
import PluginHosting

extension Lifecycle {
    private static let destroyRetryMilliseconds = 100

    func destroy(_ id: GenerationID) {
        guard let record = records[id], let generation = record.generation else { return }
        if record.destroyStartMilliseconds == nil {
            record.destroyStartMilliseconds = MonotonicClock.milliseconds
            setPhaseDeadline(id, milliseconds: options.callTimeoutMilliseconds)
        }
        do {
            let thread = try OwnerCall.destroy(generation.plugin) { [mailbox] in
                mailbox.post(.destroyEnded(id))
            }
            record.ownerThreads.append(thread)
            record.reason = "destroy did not return in \(options.callTimeoutMilliseconds) ms"
        } catch {
            // No thread to be had now: tried again, also when the deadline has parked it.
            record.reason = error.description
            deadlines.set(
                .destroy(id), at: MonotonicClock.milliseconds + Self.destroyRetryMilliseconds)
        }
    }

    /// How soon to look again for threads that were still ending, and how long to keep quiet.
    private static let closeRetryMilliseconds = (first: 2, later: 100)
    private static let closeQuietMilliseconds = 100

    /// Closes the image, or looks again soon where a thread may still be inside it.
    func close(_ id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let image = record.image else { return [] }
        deadlines.cancel(.phase(id))
        // One that never served has no lanes to end, but may have asked for something.
        record.context?.close()
        guard record.joinsThreads() else {
            return closeLater(record, "a thread of its lanes, create or destroy has not ended")
        }
        switch Unloader.unload(image, owner: id.number, facts: record.copy.facts) {
        case .unloaded:
            record.guarded?.retire()
            reportUnloaded(record)
            discard(record)
        case .pinned(let reason):
            log.emit(.appPinned(record.subject, reason: reason))
            keepForGood(record, reason)
        case .threadsRemain(let count):
            return closeLater(record, "\(count) threads that the plugin started still run")
        }
        return [.closed(id)]
    }

    /// Of a candidate that never served only the end of its parking: that it was rejected has been
    /// said.
    private func reportUnloaded(_ record: GenerationRecord) {
        guard record.generation != nil || record.isToldParked else { return }
        let start =
            record.generation == nil
            ? (record.closeStartMilliseconds ?? 0) * 1_000 : record.leasesEndedMicroseconds
        let elapsed = MonotonicClock.microseconds - start
        log.emit(.appUnloaded(record.subject, elapsedMicroseconds: elapsed))
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
        record.isToldParked = true
        log.emit(.appParked(record.subject, reason: reason))
        return [.deadline(record.id)]
    }

    /// It faulted: what its code left undone, nobody knows, so nothing of it runs again.
    func pin(_ id: GenerationID) {
        guard let record = records[id] else { return }
        deadlines.cancel(.phase(id))
        deadlines.cancel(.call(id))
        let reason = "it faulted: \(record.fault?.summary ?? "no fault known")"
        log.emit(.appPinned(record.subject, reason: reason))
        keepForGood(record, reason)
    }

    /// A pinned image may still call its host.
    private func keepForGood(_ record: GenerationRecord, _ reason: String) {
        apps[record.spec.name]?.pinned.add(record.status(.pinned, reason: reason))
        // Frozen lanes may hold on to it for ever, and the plugin's threads as well.
        if let host = record.host { _ = Unmanaged.passRetained(host) }
        for stray in record.strays { _ = Unmanaged.passRetained(stray) }
        records[record.id] = nil
    }
}
