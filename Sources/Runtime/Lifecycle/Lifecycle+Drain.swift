// Drain: no new lease is granted, and the held ones end; at the deadline they are cut, and the
// generation is parked.

import Configuration

extension Lifecycle {
    private static let acknowledgementMilliseconds = 50

    func drain(_ id: GenerationID) {
        guard let record = records[id] else { return }
        var timeout = record.spec.drainTimeoutMilliseconds
        // In a shutdown the process's own deadline cuts, unless the app's comes first.
        let isShutdownFirst = isShuttingDown && timeout >= shutdownTimeoutMilliseconds
        if isShutdownFirst { timeout = shutdownTimeoutMilliseconds }
        // Loops take a moment to say that nothing is in flight, also where the timeout is 0.
        timeout = max(timeout, Self.acknowledgementMilliseconds)
        record.drainStartMicroseconds = MonotonicClock.microseconds
        record.drainTimeoutMilliseconds = timeout
        record.activeAtDrainStart = record.active
        record.unavailableAtDrainStart = unavailableCount(of: record)
        retiring.append(id)
        keepForRollback(record)
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
            let elapsed = countDrain(record)
            log.emit(
                .appDrained(
                    record.subject, elapsedMilliseconds: elapsed / 1_000,
                    refused: unavailableCount(of: record) - record.unavailableAtDrainStart))
        }
        record.reason = "a lane did not end in \(options.callTimeoutMilliseconds) ms"
        feed(.leasesEnded(id), to: id)
    }

    private func unavailableCount(of record: GenerationRecord) -> Int {
        apps[record.spec.name]?.meters?.reading.unavailableCount ?? 0
    }

    /// - Returns: how long it took, in microseconds.
    private func countDrain(_ record: GenerationRecord) -> Int {
        let elapsed = record.drainElapsedMicroseconds
        count(record.spec.name) {
            $0.drains += 1
            $0.drainMicroseconds += elapsed
        }
        return elapsed
    }

    /// The drain's deadline has come with leases held.
    func cut(_ id: GenerationID) {
        guard let record = records[id] else { return }
        for event in publisher.takeAnnouncements() { log.emit(event) }
        let elapsed = countDrain(record)
        count(record.spec.name) { $0.drainTimeouts += 1 }
        log.emit(
            .appDrainTimeout(
                record.subject, active: record.active, elapsedMilliseconds: elapsed / 1_000))
        record.reason = "\(record.active) requests were in flight at the drain's deadline"
        for port in publisher.ports { port.cut(id) }
    }

    func park(_ id: GenerationID) {
        guard let record = records[id] else { return }
        log.emit(.appParked(record.subject, reason: record.reason ?? "a thread is inside it"))
    }
}
