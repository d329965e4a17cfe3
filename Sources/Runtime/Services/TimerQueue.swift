// Time for every generation's timers: one thread for the process, started with the first timer. It
// waits for the first deadline or for an earlier one, and never runs a plugin's code: what is due
// hands that to a lane.

import Synchronization

/// What is to be done later, by when.
///
/// Callable from every thread.
final class TimerQueue: Sendable {
    typealias Work = @Sendable () -> Void

    private struct State {
        var deadlines = DeadlineHeap<UInt64>()
        var work: [UInt64: Work] = [:]
        var isStarted = false
        /// What the thread waits for; an earlier deadline wakes it.
        var awaited = Int.max
    }

    private let state = Monitor(State())
    private let last = Atomic<UInt64>(0)

    /// A number for a timer: never 0, and never given again.
    func nextNumber() -> UInt64 {
        last.wrappingAdd(1, ordering: .relaxed).newValue
    }

    /// Does `work` on the queue's thread, which it must not hold up.
    /// - Parameter number: from `nextNumber`.
    /// - Throws: `ThreadError`: the first timer's, where no thread is to be had.
    func schedule(
        _ number: UInt64, afterMilliseconds delay: Int, _ work: @escaping Work
    ) throws(ThreadError) {
        let time = MonotonicClock.microseconds + delay * 1_000
        let isEarlier = try state.withLock { state throws(ThreadError) in
            if !state.isStarted {
                _ = try NamedThread("timers") { [self] in run() }
                state.isStarted = true
            }
            state.deadlines.insert(number, at: time)
            state.work[number] = work
            return time < state.awaited
        }
        if isEarlier { state.signal() }
    }

    /// Does not do it, unless it has begun.
    func cancel(_ number: UInt64) {
        // Freed without the lock.
        _ = state.withLock { state -> Work? in
            state.deadlines.remove(number)
            return state.work.removeValue(forKey: number)
        }
    }

    /// How many wait.
    var count: Int { state.withLock { $0.deadlines.count } }

    /// The thread's whole life. Idle, it wakes once an hour.
    private func run() -> Never {
        while true {
            let first = state.withLock { state in
                state.awaited = state.deadlines.firstTime ?? .max
                return state.awaited
            }
            let microseconds =
                first == .max ? 3_600_000_000 : max(0, first - MonotonicClock.microseconds)
            let due = state.wait(seconds: Double(microseconds) / 1e6) { state in
                takeDue(&state) ?? (isEarlierAwaited(state) ? [] : nil)
            }
            for work in due ?? [] { work() }
        }
    }

    private func isEarlierAwaited(_ state: State) -> Bool {
        (state.deadlines.firstTime ?? .max) < state.awaited
    }

    private func takeDue(_ state: inout State) -> [Work]? {
        let now = MonotonicClock.microseconds
        var due: [Work] = []
        while let number = state.deadlines.takeFirst(dueAt: now) {
            if let work = state.work.removeValue(forKey: number) { due.append(work) }
        }
        return due.isEmpty ? nil : due
    }
}
