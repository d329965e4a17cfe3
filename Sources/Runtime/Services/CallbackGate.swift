// Host services call back into a generation only while it serves: not while `create` may still run,
// and not once its lanes end, after which `destroy` runs.

/// The way of host services to one generation's lanes.
///
/// Callable from every thread; `open` and `close` from the lifecycle thread.
final class CallbackGate: Sendable {
    typealias Work = @Sendable () -> Void

    private enum State {
        case waiting([Work])
        case open(Lanes)
        /// No thread was to be had for the first of these; they are tried again.
        case starved(Lanes, [Work])
        case closed
    }

    private static let retryMilliseconds = 100

    private let timers: TimerQueue
    private let state = Monitor(State.waiting([]))

    init(timers: TimerQueue) {
        self.timers = timers
    }

    /// Runs `job` on a lane, as soon as the generation serves; begun in the order of the calls.
    /// - Returns: `false` if the gate is closed.
    @discardableResult
    func submit(_ job: @escaping Work) -> Bool {
        let isStarved = state.withLock { state -> Bool? in
            switch state {
            case .waiting(let jobs): state = .waiting(jobs + [job])
            case .open(let lanes):
                if lanes.submitCallback(job) { return false }
                state = .starved(lanes, [job])
                return true
            case .starved(let lanes, let jobs): state = .starved(lanes, jobs + [job])
            case .closed: return nil
            }
            return false
        }
        if isStarved == true { retryLater() }
        return isStarved != nil
    }

    /// The generation serves.
    func open(_ lanes: Lanes) {
        state.withLock { state in
            if case .waiting(let jobs) = state { state = .starved(lanes, jobs) }
        }
        retry()
    }

    /// No job is handed to the lanes from here on; those that wait are dropped.
    func close() {
        // Freed without the lock.
        _ = state.withLock { state in
            defer { state = .closed }
            return state
        }
    }

    private func retryLater() {
        let work: Work = { [weak self] in self?.retry() }
        // Without a thread for timers, the next callback tries again.
        try? timers.schedule(
            timers.nextNumber(), afterMilliseconds: Self.retryMilliseconds, work)
    }

    private func retry() {
        let isStarved = state.withLock { state in
            guard case .starved(let lanes, let jobs) = state else { return false }
            let refused = jobs.drop { lanes.submitCallback($0) }
            state = refused.isEmpty ? .open(lanes) : .starved(lanes, Array(refused))
            return !refused.isEmpty
        }
        if isStarved { retryLater() }
    }
}
