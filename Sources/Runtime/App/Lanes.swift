// The threads of one generation, on which its blocking handlers run. They start on demand, end
// when idle, and all have ended and been joined before the image is closed: thread-local
// destructors of the plugin run at thread exit, in the plugin's code.

/// The lanes of one generation.
///
/// Threads: `submit` from event loops; `end` and `join` from the lifecycle thread.
final class Lanes: Sendable {
    typealias Job = @Sendable () -> Void

    private struct State {
        var queue: ArraySlice<Job> = []
        var running = 0
        var idle = 0
        var threads: [NamedThread] = []
        var isEnding = false
        var wasReported = false
    }

    private let owner: GenerationID
    private let threadsMax: Int
    private let idleSeconds: Double
    private let whenEnded: @Sendable () -> Void
    private let monitor = Monitor(State())

    /// - Parameter whenEnded: called once after `end`, when no lane runs any more; the threads are
    ///   then to be joined. On the last lane, or on the caller of `end`.
    init(
        owner: GenerationID, threadsMax: Int = 4, idleSeconds: Double = 10,
        whenEnded: @escaping @Sendable () -> Void
    ) {
        self.owner = owner
        self.threadsMax = threadsMax
        self.idleSeconds = idleSeconds
        self.whenEnded = whenEnded
    }

    /// Runs `job` on a lane, after those submitted before it.
    /// - Returns: `false` if the lanes are ending, or if there is no lane and no thread to be had.
    func submit(_ job: @escaping Job) -> Bool {
        let isAccepted = monitor.withLock { state -> Bool in
            guard !state.isEnding else { return false }
            if state.idle <= state.queue.count && state.running < threadsMax { startLane(&state) }
            guard state.running > 0 else { return false }
            state.queue.append(job)
            return true
        }
        monitor.signal()
        return isAccepted
    }

    /// No job is begun from here on; queued ones are dropped.
    func end() {
        let isDone = monitor.withLock { state -> Bool in
            state.isEnding = true
            state.queue = []
            return takeReport(&state)
        }
        monitor.broadcast()
        if isDone { whenEnded() }
    }

    /// Joins what has ended, waiting for each at most this long. For use after `whenEnded`.
    /// - Returns: `false` while a thread is still in its thread-local destructors.
    func join(withinMicroseconds microseconds: Int) -> Bool {
        // Not with the lock held: a lane takes it once more on its way out.
        var threads = monitor.withLock { state -> [NamedThread] in
            defer { state.threads = [] }
            return state.threads
        }
        threads.removeAll { $0.join(withinMicroseconds: microseconds) }
        monitor.withLock { $0.threads += threads }
        return threads.isEmpty
    }

    private func startLane(_ state: inout State) {
        // Those that ended idle and can be joined go, so that the list stays short.
        if state.threads.count > state.running {
            state.threads.removeAll { $0.join(withinMicroseconds: 0) }
        }
        let name = "lane-\(owner)"
        guard let thread = try? NamedThread(name, owner: owner, body: { [self] in run() })
        else { return }
        state.threads.append(thread)
        state.running += 1
    }

    private func run() {
        while let job = nextJob() { job() }
        let isDone = monitor.withLock { takeReport(&$0) }
        if isDone { whenEnded() }
    }

    /// The next job, or `nil` when this lane is to end; it is then no longer counted as running.
    private func nextJob() -> Job? {
        monitor.withLock { $0.idle += 1 }
        let next = monitor.wait(seconds: idleSeconds) { state -> Job?? in
            if let job = state.queue.popFirst() {
                state.idle -= 1
                return job
            }
            guard state.isEnding else { return nil }
            state.idle -= 1
            state.running -= 1
            return .some(nil)
        }
        if let next { return next }
        return monitor.withLock { state in
            state.idle -= 1
            if let job = state.queue.popFirst() { return job }
            state.running -= 1
            return nil
        }
    }

    private func takeReport(_ state: inout State) -> Bool {
        guard state.isEnding, state.running == 0, !state.wasReported else { return false }
        state.wasReported = true
        return true
    }
}
