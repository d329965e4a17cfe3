/// Tells those who work on behalf of a call that nobody waits for its outcome any more.
///
/// Callable from every thread.
final class Cancellation: Sendable {
    typealias Work = @Sendable () -> Void

    private struct State {
        var isCancelled = false
        var work: [UInt64: Work] = [:]
        var lastNumber: UInt64 = 0
    }

    private let state = Monitor(State())

    var isCancelled: Bool { state.withLock { $0.isCancelled } }

    /// Does `work` when the call is cancelled, on the thread that does so, or at once if it is.
    /// - Returns: what to give to `remove`.
    func add(_ work: @escaping Work) -> UInt64 {
        let number = state.withLock { state -> UInt64? in
            if state.isCancelled { return nil }
            state.lastNumber += 1
            state.work[state.lastNumber] = work
            return state.lastNumber
        }
        if number == nil { work() }
        return number ?? 0
    }

    /// The work is not to be done any more. It may be under way.
    func remove(_ number: UInt64) {
        // Freed without the lock.
        _ = state.withLock { $0.work.removeValue(forKey: number) }
    }

    /// The first time does what was added; later ones do nothing.
    func cancel() {
        let work = state.withLock { state in
            state.isCancelled = true
            defer { state.work = [:] }
            return Array(state.work.values)
        }
        for work in work { work() }
    }
}

/// A call on whose behalf others may work.
protocol CancellableCall: AnyObject {
    var cancellation: Cancellation { get }
    /// What it answers.
    var served: any ServedRequest { get }
}
