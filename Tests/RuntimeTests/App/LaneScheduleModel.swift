@testable import Runtime

/// Lanes that behave at random, and the rules that `LaneSchedule` promises, looked at after every
/// step. The lanes of the model are numbers; each waits, or runs a job until a step ends it.
struct LaneScheduleModel {
    private enum Lane {
        case idle
        case running(job: Int, kind: LaneSchedule<Int>.Kind, isWrittenOff: Bool)
    }

    private let laneCountMax: Int
    private let queueCountMax: Int
    private var schedule: LaneSchedule<Int>
    private var lanes: [LaneID: Lane] = [:]
    private var lastLane: LaneID = 0
    private var lastJob = 0
    private var waiting: [(job: Int, kind: LaneSchedule<Int>.Kind)] = []
    private var isEnding = false
    private(set) var violations: [String] = []

    init(laneCountMax: Int, queueCountMax: Int) {
        self.laneCountMax = laneCountMax
        self.queueCountMax = queueCountMax
        schedule = LaneSchedule(laneCountMax: laneCountMax, queueCountMax: queueCountMax)
    }

    mutating func step(with random: inout some RandomNumberGenerator) {
        let lane = lanes.keys.sorted().randomElement(using: &random)
        switch Int.random(in: 0..<20, using: &random) {
        case 0..<6: submit(.request)
        case 6..<9: submit(.callback)
        case 9..<14: if let lane { turn(lane) }
        case 14..<18: if let lane { finish(lane) }
        case 18: if let lane { writeOff(lane) }
        default: if Int.random(in: 0..<10, using: &random) == 0 { end() }
        }
        check()
    }

    /// Ends, and lets every job return: nothing may be left.
    mutating func finish() {
        end()
        for lane in lanes.keys.sorted() {
            finish(lane)
            if lanes[lane] != nil { turn(lane) }
        }
        expect(lanes.isEmpty, "lanes are left")
        expect(schedule.isOver, "not over without lanes")
    }

    private mutating func submit(_ kind: LaneSchedule<Int>.Kind) {
        if schedule.needsLane(forOneMore: kind) {
            lastLane += 1
            lanes[lastLane] = .idle
            schedule.started()
        }
        lastJob += 1
        let submission = schedule.submit(lastJob, as: kind)
        if submission == .accepted { waiting.append((lastJob, kind)) }
        expect(!isEnding || submission == .noThread, "accepted after the end")
        expect(kind == .request || submission != .queueFull, "a callback met the queue's bound")
        if kind == .request, submission == .accepted { checkQueue() }
    }

    /// Beside those that lanes are about to take, no more wait than may. A callback that comes
    /// later may take such a lane first: the bound is one on what is let in.
    private mutating func checkQueue() {
        let callbacks = waiting.count { $0.kind == .callback }
        let startable = min(schedule.idleCount - callbacks, laneCountMax - running(.request))
        let requests = waiting.count - callbacks
        expect(requests <= queueCountMax + max(0, startable), "too many requests wait")
    }

    private mutating func turn(_ lane: LaneID) {
        guard case .idle = lanes[lane] else { return }
        switch schedule.turn(of: lane) {
        case .run(let job): begin(job, on: lane)
        case .end:
            expect(isEnding, "a lane ended that was not to")
            lanes[lane] = nil
        case nil:
            let isRequestAllowed = running(.request) < laneCountMax
            let couldBegin = waiting.contains { $0.kind == .callback || isRequestAllowed }
            expect(!couldBegin, "an idle lane waits beside work")
        }
    }

    private mutating func begin(_ job: Int, on lane: LaneID) {
        let kind =
            waiting.contains { $0.kind == .callback } ? LaneSchedule<Int>.Kind.callback : .request
        let next = waiting.firstIndex { $0.kind == kind }
        expect(next.map { waiting[$0].job } == job, "job \(job) began out of order")
        if let next { waiting.remove(at: next) }
        lanes[lane] = .running(job: job, kind: kind, isWrittenOff: false)
    }

    private mutating func finish(_ lane: LaneID) {
        guard case .running(_, _, let isWrittenOff) = lanes[lane] else { return }
        expect(schedule.finished(lane) != isWrittenOff, "a lane that was written off went on")
        lanes[lane] = isWrittenOff ? nil : .idle
    }

    private mutating func writeOff(_ lane: LaneID) {
        guard case .running(let job, let kind, false) = lanes[lane] else {
            return expect(!schedule.writeOff(lane), "wrote off a lane without a job, or twice")
        }
        expect(schedule.writeOff(lane), "did not write off a lane that runs")
        lanes[lane] = .running(job: job, kind: kind, isWrittenOff: true)
    }

    private mutating func end() {
        let dropped = schedule.beginEnd()
        expect(dropped.sorted() == waiting.map(\.job).sorted(), "end dropped \(dropped)")
        waiting = []
        isEnding = true
    }

    private func running(_ kind: LaneSchedule<Int>.Kind) -> Int {
        lanes.values.count {
            if case .running(_, kind, false) = $0 { return true }
            return false
        }
    }

    private mutating func check() {
        expect(running(.request) <= laneCountMax, "too many requests run")
        expect(schedule.laneCount <= laneCountMax + 1, "too many lanes")
        expect(schedule.threadCount == lanes.count, "lanes are counted wrong")
        expect(schedule.isOver == (isEnding && lanes.isEmpty), "over at the wrong time")
    }

    private mutating func expect(_ isTrue: Bool, _ violation: String) {
        if !isTrue, !violations.contains(violation) { violations.append(violation) }
    }
}
