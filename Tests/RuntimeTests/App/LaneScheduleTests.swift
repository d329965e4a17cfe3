import TestSupport
import Testing

@testable import Runtime

/// What `LaneSchedule` decides, first case by case, then in random histories.
@Suite struct LaneScheduleTests {
    private typealias Schedule = LaneSchedule<Int>

    /// A schedule with lanes that are all idle.
    private func schedule(_ laneCountMax: Int, queue: Int = 10, lanes: Int = 0) -> Schedule {
        var schedule = Schedule(laneCountMax: laneCountMax, queueCountMax: queue)
        for _ in 0..<lanes { schedule.started() }
        return schedule
    }

    private func job(_ turn: Schedule.Turn?) -> Int? {
        if case .run(let job) = turn { return job }
        return nil
    }

    @Test func startsALaneOnlyWhereNoIdleOneWillTakeTheJob() {
        var schedule = schedule(2)
        #expect(schedule.needsLane(forOneMore: .request))
        schedule.started()
        #expect(!schedule.needsLane(forOneMore: .request))
        #expect(schedule.submit(1, as: .request) == .accepted)
        #expect(schedule.needsLane(forOneMore: .request))
    }

    @Test func startsOneLaneBeyondTheBoundForACallback() {
        var schedule = schedule(1, lanes: 1)
        #expect(schedule.submit(1, as: .request) == .accepted)
        #expect(job(schedule.turn(of: 10)) == 1)
        #expect(!schedule.needsLane(forOneMore: .request))
        #expect(schedule.needsLane(forOneMore: .callback))
        schedule.started()
        #expect(schedule.submit(2, as: .request) == .accepted)
        #expect(schedule.turn(of: 11) == nil)
        #expect(schedule.submit(3, as: .callback) == .accepted)
        #expect(job(schedule.turn(of: 11)) == 3)
    }

    @Test func refusesAJobThatNoLaneCouldTake() {
        var schedule = schedule(1)
        #expect(schedule.submit(1, as: .request) == .noThread)
        #expect(schedule.submit(1, as: .callback) == .noThread)
    }

    @Test func anIdleLaneIsNoPlaceInTheQueue() {
        var schedule = schedule(1, queue: 1, lanes: 1)
        #expect(schedule.submit(1, as: .request) == .accepted)
        #expect(schedule.submit(2, as: .request) == .accepted)
        #expect(schedule.submit(3, as: .request) == .queueFull)
        #expect(schedule.submit(4, as: .callback) == .accepted)
    }

    @Test func aLaneThatWaitedForLongEndsUnlessThereIsSomethingToDo() {
        var schedule = schedule(1, lanes: 1)
        #expect(schedule.submit(1, as: .request) == .accepted)
        #expect(job(schedule.lastTurn(of: 10)) == 1)
        #expect(schedule.finished(10) == true)
        guard case .end = schedule.lastTurn(of: 10) else {
            Issue.record("the lane did not end")
            return
        }
        #expect(schedule.threadCount == 0)
    }

    @Test func frozenNoLaneEnds() {
        var schedule = schedule(1, lanes: 1)
        #expect(schedule.submit(1, as: .request) == .accepted)
        #expect(schedule.freeze() == [1])
        #expect(schedule.beginEnd() == [])
        #expect(schedule.lastTurn(of: 10) == nil)
        #expect(schedule.threadCount == 1)
        #expect(!schedule.isOver)
    }

    @Test(arguments: 0..<UInt64(300))
    func keepsItsRulesInEveryHistory(seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var model = LaneScheduleModel(
            laneCountMax: Int.random(in: 1...4, using: &random),
            queueCountMax: Int.random(in: 0...5, using: &random))
        for _ in 0..<200 { model.step(with: &random) }
        model.finish()
        #expect(model.violations == [], "seed \(seed)")
    }
}
