// The threads of one generation, on which its blocking handlers run. They start on demand, end
// when idle, and all have ended and been joined before the image is closed: thread-local
// destructors of the plugin run at thread exit, in the plugin's code. What they do in which order
// decides `LaneSchedule`; this has the threads and the lock.

import LinuxShims

/// The lanes of one generation.
///
/// Threads: `submit` and `submitCallback` from every thread; `writeOff` from the watchdog; `end`,
/// `freeze` and `join` from the lifecycle thread.
final class Lanes: Sendable {
    typealias Work = @Sendable () -> Void
    typealias Submission = LaneSchedule<Job>.Submission

    /// What a lane is to run.
    struct Job: Sendable {
        let run: Work
        /// Called instead, on the thread that ends or freezes the lanes, if `run` never will be.
        let whenDropped: Work?
    }

    private struct State {
        var schedule: LaneSchedule<Job>
        var threads: [NamedThread] = []
        var wasReported = false
    }

    private let owner: GenerationID
    private let idleSeconds: Double
    private let whenEnded: Work
    private let watchdog: Watchdog?
    private let monitor: Monitor<State>

    /// - Parameters:
    ///   - laneCountMax: handlers of requests that run at once. Callbacks may have one more lane.
    ///   - queueCountMax: requests that wait for a lane.
    ///   - watchdog: interrupts handlers whose time is over, and writes off lanes where it cannot.
    ///   - whenEnded: called once after `end`, when no lane runs any more; the threads are then to
    ///     be joined. On the last lane, or on the caller of `end`.
    init(
        owner: GenerationID, laneCountMax: Int = 4, queueCountMax: Int = 1_000,
        idleSeconds: Double = 10, watchdog: Watchdog? = nil, whenEnded: @escaping Work
    ) {
        self.owner = owner
        self.idleSeconds = idleSeconds
        self.whenEnded = whenEnded
        self.watchdog = watchdog
        monitor = Monitor(
            State(
                schedule: LaneSchedule(laneCountMax: laneCountMax, queueCountMax: queueCountMax)))
    }

    /// How many threads there are, and how many jobs wait for one. On any thread.
    var load: (threadCount: Int, waitingCount: Int) {
        monitor.withLock { ($0.schedule.threadCount, $0.schedule.waitingCount) }
    }

    /// Runs a request's `job` on a lane, after those submitted before it.
    func submit(_ job: @escaping Work, whenDropped: Work? = nil) -> Submission {
        submit(Job(run: job, whenDropped: whenDropped), as: .request)
    }

    /// Runs `job` on a lane before all requests that wait, after the callbacks submitted before it.
    /// No bound holds it up: where all lanes are busy, one more is started.
    /// - Returns: `false` if no lane is to be had, or no job is begun any more.
    func submitCallback(_ job: @escaping Work, whenDropped: Work? = nil) -> Bool {
        submit(Job(run: job, whenDropped: whenDropped), as: .callback) == .accepted
    }

    private func submit(_ job: Job, as kind: LaneSchedule<Job>.Kind) -> Submission {
        let submission = monitor.withLock { state -> Submission in
            if state.schedule.needsLane(forOneMore: kind) { startLane(&state) }
            return state.schedule.submit(job, as: kind)
        }
        monitor.signal()
        return submission
    }

    /// No job is begun from here on, what waits is dropped, and the lanes end.
    func end() {
        let (dropped, isDone) = monitor.withLock { state in
            (state.schedule.beginEnd(), takeReport(&state))
        }
        monitor.broadcast()
        for job in dropped { job.whenDropped?() }
        if isDone { whenEnded() }
    }

    /// For a generation that is never to be called again: no job is begun from here on, what waits
    /// is dropped, and lanes neither end nor are reported as ended.
    func freeze() {
        let dropped = monitor.withLock { $0.schedule.freeze() }
        monitor.broadcast()
        for job in dropped { job.whenDropped?() }
    }

    /// Counts a lane no longer whose job does not return: another may be started for it. When its
    /// job returns it ends, and until then neither `end` nor `join` is done.
    /// - Returns: `false` if the lane has no job any more.
    func writeOff(_ lane: LaneID) -> Bool {
        let isWrittenOff = monitor.withLock { state in
            guard state.schedule.writeOff(lane) else { return false }
            if state.schedule.needsLane() { startLane(&state) }
            return true
        }
        monitor.broadcast()
        return isWrittenOff
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
        if state.threads.count > state.schedule.threadCount {
            state.threads.removeAll { $0.join(withinMicroseconds: 0) }
        }
        let name = "lane-\(owner)"
        guard let thread = try? NamedThread(name, owner: owner, body: { [self] in run() })
        else { return }
        state.threads.append(thread)
        state.schedule.started()
    }

    private func takeReport(_ state: inout State) -> Bool {
        guard state.schedule.isOver, !state.wasReported else { return false }
        state.wasReported = true
        return true
    }
}

// MARK: One lane

extension Lanes {
    /// The thread's whole life.
    private func run() {
        let lane = linux_gettid()
        let slot = CallSlot()
        slot.enter(.goesOn)
        watchdog?.watch(slot, .lane) { [self] _ in
            _ = writeOff(lane)
            return true
        }
        defer {
            watchdog?.forget(slot)
            CallSlot.leave()
        }
        while let job = nextJob(lane) {
            job()
            guard monitor.withLock({ $0.schedule.finished(lane) }) else { break }
        }
        if monitor.withLock({ $0.schedule.isFrozen }) { stay() }
        let isDone = monitor.withLock { takeReport(&$0) }
        if isDone { whenEnded() }
    }

    /// The next job, or `nil` when this lane is to end; it is then no longer counted.
    private func nextJob(_ lane: LaneID) -> Work? {
        let turn =
            monitor.wait(seconds: idleSeconds) { $0.schedule.turn(of: lane) }
            ?? monitor.withLock { $0.schedule.lastTurn(of: lane) }
        // One signal comes for each job; what could not begin then may be able to now.
        if monitor.withLock({ $0.schedule.hasWorkForIdleLanes }) { monitor.signal() }
        if case .run(let job) = turn { return job.run }
        return nil
    }

    /// For ever: at the end of the thread, code of the plugin would run.
    private func stay() {
        while true { _ = monitor.wait { _ in Never?.none } }
    }
}
