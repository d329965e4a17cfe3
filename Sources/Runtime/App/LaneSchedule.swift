// Which lane runs what, and when one is started or ends. A pure value, so that random histories can
// assert its rules after every step: no thread, clock or lock is in it. `Lanes` carries out what it
// decides.
//
//   1. Never more than `laneCountMax` requests run at once; one lane beyond that number is for
//      callbacks only, so that busy handlers never hold up a cancel.
//   2. Callbacks come before requests; each kind begins in the order it came in.
//   3. A lane that was written off no longer counts: another may be started for it, and it ends
//      when it returns. Nothing is over before it has returned.
//   4. Frozen, no job begins and no lane ends: at a thread's end its thread-local destructors run,
//      and those are the plugin's code.

/// The jobs and lanes of one generation.
struct LaneSchedule<Job: Sendable>: Sendable {
    enum Kind: Sendable {
        case request
        /// Tells the plugin something about a call that it has deferred, or that a time has come.
        case callback
    }

    /// What comes of a job that is handed in.
    enum Submission: Sendable {
        case accepted
        /// As many requests wait as may.
        case queueFull
        /// No lane is there and none could be started, or no job is begun any more.
        case noThread
    }

    /// What a lane does that has nothing to do.
    enum Turn: Sendable {
        case run(Job)
        /// It is no longer counted.
        case end
    }

    private let laneCountMax: Int
    private let queueCountMax: Int
    private var requests: ArraySlice<Job> = []
    private var callbacks: ArraySlice<Job> = []
    /// What each lane runs that runs anything, by the number of its thread.
    private var running: [LaneID: Kind] = [:]
    private var writtenOff: Set<LaneID> = []
    private var runningRequestCount = 0
    /// Those without a job, ones that start included.
    private(set) var idleCount = 0
    private(set) var isFrozen = false
    private(set) var isEnding = false

    init(laneCountMax: Int, queueCountMax: Int) {
        self.laneCountMax = laneCountMax
        self.queueCountMax = queueCountMax
    }

    /// Lanes that count: all but those written off.
    var laneCount: Int { running.count + idleCount }

    /// Threads that may be inside the plugin.
    var threadCount: Int { laneCount + writtenOff.count }

    /// Jobs that wait for a lane.
    var waitingCount: Int { requests.count + callbacks.count }

    private var isOpen: Bool { !isEnding && !isFrozen }

    /// Whether a lane that does nothing now has something to begin.
    var hasWorkForIdleLanes: Bool {
        idleCount > 0 && (!callbacks.isEmpty || mayBeginRequest)
    }

    private var mayBeginRequest: Bool {
        !requests.isEmpty && runningRequestCount < laneCountMax
    }

    /// Whether the end has come and every thread has left.
    var isOver: Bool { isEnding && !isFrozen && threadCount == 0 }
}

// MARK: Jobs

extension LaneSchedule {
    /// Whether a lane is to be started for the jobs that wait, and for one more of this kind.
    func needsLane(forOneMore kind: Kind? = nil) -> Bool {
        let jobCount = waitingCount + (kind == nil ? 0 : 1)
        let isForCallback = kind == .callback || !callbacks.isEmpty
        return isOpen && jobCount > idleCount
            && laneCount < (isForCallback ? laneCountMax + 1 : laneCountMax)
    }

    mutating func submit(_ job: Job, as kind: Kind) -> Submission {
        guard isOpen, laneCount > 0 else { return .noThread }
        if kind == .callback {
            callbacks.append(job)
        } else {
            guard requests.count - startableRequestCount < queueCountMax else { return .queueFull }
            requests.append(job)
        }
        return .accepted
    }

    /// How many requests lanes are about to take.
    private var startableRequestCount: Int {
        max(0, min(idleCount - callbacks.count, laneCountMax - runningRequestCount))
    }

    /// What an idle lane is to do; `nil`: wait.
    mutating func turn(of lane: LaneID) -> Turn? {
        if isFrozen { return nil }
        if isEnding { return end() }
        if let job = callbacks.popFirst() { return run(job, as: .callback, on: lane) }
        guard mayBeginRequest, let job = requests.popFirst() else { return nil }
        runningRequestCount += 1
        return run(job, as: .request, on: lane)
    }

    /// The same for one that has waited for long: it ends instead.
    mutating func lastTurn(of lane: LaneID) -> Turn? {
        turn(of: lane) ?? (isFrozen ? nil : end())
    }

    private mutating func run(_ job: Job, as kind: Kind, on lane: LaneID) -> Turn {
        idleCount -= 1
        running[lane] = kind
        return .run(job)
    }

    private mutating func end() -> Turn {
        idleCount -= 1
        return .end
    }

    /// The lane's job has returned.
    /// - Returns: `false` if the lane was written off meanwhile: it is no longer counted, and ends,
    ///   unless frozen.
    mutating func finished(_ lane: LaneID) -> Bool {
        if writtenOff.remove(lane) != nil { return false }
        forgetJob(of: lane)
        idleCount += 1
        return true
    }

    private mutating func forgetJob(of lane: LaneID) {
        if running.removeValue(forKey: lane) == .request { runningRequestCount -= 1 }
    }
}

// MARK: Lanes

extension LaneSchedule {
    mutating func started() {
        idleCount += 1
    }

    /// The lane does not come back from its job.
    /// - Returns: `false` if it has.
    mutating func writeOff(_ lane: LaneID) -> Bool {
        guard running[lane] != nil else { return false }
        forgetJob(of: lane)
        writtenOff.insert(lane)
        return true
    }

    /// No job begins from here on, and lanes end.
    /// - Returns: the jobs that were waiting.
    mutating func beginEnd() -> [Job] {
        isEnding = true
        return takeWaiting()
    }

    /// No job begins from here on, and no lane ends.
    /// - Returns: the jobs that were waiting.
    mutating func freeze() -> [Job] {
        isFrozen = true
        return takeWaiting()
    }

    private mutating func takeWaiting() -> [Job] {
        defer { (callbacks, requests) = ([], []) }
        return Array(callbacks) + requests
    }
}
