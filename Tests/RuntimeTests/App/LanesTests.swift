import LinuxShims
import Synchronization
import Testing

@testable import Runtime

/// The threads of one generation. Jobs wait for a gate that the test opens, so that nothing
/// depends on who is faster.
@Suite struct LanesTests {
    private let ended = Recorder<String>()

    private func lanes(
        laneCountMax: Int = 4, queueCountMax: Int = 1_000, idleSeconds: Double = 10
    ) -> Lanes {
        Lanes(
            owner: GenerationID(9), laneCountMax: laneCountMax, queueCountMax: queueCountMax,
            idleSeconds: idleSeconds
        ) { [ended] in ended.add("ended") }
    }

    private func joinAll(_ lanes: Lanes) -> Bool {
        lanes.join(withinMicroseconds: 10_000_000)
    }

    @Test func runsEveryJobInOrderOnOneThread() {
        let lanes = lanes(laneCountMax: 1)
        let ran = Recorder<Int>()
        for number in 0..<1_000 { #expect(lanes.submit { ran.add(number) } == .accepted) }
        #expect(ran.waitFor(1_000) == Array(0..<1_000))
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(joinAll(lanes))
    }

    @Test func runsAtMostLaneCountMaxJobsAtOnce() {
        let lanes = lanes(laneCountMax: 3)
        let gate = Monitor(false)
        let begun = Recorder<Int>()
        let done = Recorder<Int>()
        for number in 0..<8 {
            #expect(
                lanes.submit {
                    begun.add(number)
                    _ = gate.wait { $0 ? true : nil }
                    done.add(number)
                } == .accepted)
        }
        #expect(begun.waitFor(3).sorted() == [0, 1, 2])
        #expect(begun.all.count == 3)
        gate.withLock { $0 = true }
        gate.broadcast()
        #expect(done.waitFor(8).count == 8)
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    @Test func endDropsWhatIsQueuedAndWaitsForWhatRuns() {
        let lanes = lanes(laneCountMax: 1)
        let gate = Monitor(false)
        let ran = Recorder<Int>()
        #expect(
            lanes.submit {
                ran.add(1)
                _ = gate.wait { $0 ? true : nil }
            } == .accepted)
        #expect(ran.waitFor(1) == [1])
        #expect(lanes.submit { ran.add(2) } == .accepted)
        lanes.end()
        #expect(ended.all == [])
        #expect(!lanes.join(withinMicroseconds: 0))
        gate.withLock { $0 = true }
        gate.broadcast()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(joinAll(lanes))
        #expect(ran.all == [1])
    }

    @Test func endingTwiceReportsOnce() {
        let lanes = lanes()
        lanes.end()
        lanes.end()
        #expect(ended.all == ["ended"])
        #expect(joinAll(lanes))
    }

    @Test func acceptsNoJobAfterTheEnd() {
        let lanes = lanes()
        lanes.end()
        #expect(lanes.submit {} == .noThread)
        #expect(!lanes.submitCallback {})
        #expect(joinAll(lanes))
    }

    @Test func aLaneThatEndedIdleIsReplaced() {
        let lanes = lanes(laneCountMax: 1, idleSeconds: 0)
        let ran = Recorder<Int>()
        for number in 1...20 {
            #expect(lanes.submit { ran.add(number) } == .accepted)
            #expect(ran.waitFor(number).count == number)
        }
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(joinAll(lanes))
    }

    @Test func runsJobsAsTheGeneration() {
        let lanes = lanes()
        let owners = Recorder<UInt64>()
        #expect(
            lanes.submit {
                let owner = linux_thread_owner_set(0)
                owners.add(owner)
                _ = linux_thread_owner_set(owner)
            } == .accepted)
        #expect(owners.waitFor(1) == [9])
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    /// Submitting, ending idle and ending at once, many times: every accepted job runs or is
    /// dropped by the end, the end is reported once, and every thread can be joined.
    @Test func reportsOnceHoweverTheEndMeetsSubmissions() {
        for _ in 0..<200 {
            let lanes = lanes(laneCountMax: 2, idleSeconds: 0)
            let submitter = try? NamedThread("submitter") {
                while lanes.submit({}) != .noThread {}
            }
            lanes.end()
            #expect(submitter?.join(withinMicroseconds: 10_000_000) == true)
            #expect(joinAll(lanes))
        }
        #expect(ended.waitFor(200).count == 200)
    }

    // MARK: Bounds

    @Test func refusesWhatWouldWaitBeyondTheBoundOfItsQueue() {
        let lanes = lanes(laneCountMax: 1, queueCountMax: 2)
        let gate = ClosedGate()
        let ran = Recorder<Int>()
        #expect(lanes.submit { gate.pass() } == .accepted)
        #expect(gate.waitForArrivals(1) == 1)
        #expect(lanes.submit { ran.add(1) } == .accepted)
        #expect(lanes.submit { ran.add(2) } == .accepted)
        #expect(lanes.submit { ran.add(3) } == .queueFull)
        gate.open()
        #expect(ran.waitFor(2) == [1, 2])
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    @Test func withoutAQueueTakesAsManyAsThereAreLanes() {
        let lanes = lanes(laneCountMax: 2, queueCountMax: 0)
        let gate = ClosedGate()
        for _ in 0..<2 { #expect(lanes.submit { gate.pass() } == .accepted) }
        #expect(lanes.submit {} == .queueFull)
        gate.open()
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    // MARK: Callbacks

    @Test func aCallbackHasALaneThoughAllAreBusy() {
        let lanes = lanes(laneCountMax: 2)
        let gate = ClosedGate()
        let ran = Recorder<String>()
        for _ in 0..<2 { #expect(lanes.submit { gate.pass() } == .accepted) }
        #expect(gate.waitForArrivals(2) == 2)
        #expect(lanes.submit { ran.add("request") } == .accepted)
        for number in 1...3 { #expect(lanes.submitCallback { ran.add("callback \(number)") }) }
        #expect(ran.waitFor(3) == ["callback 1", "callback 2", "callback 3"])
        gate.open()
        #expect(ran.waitFor(4).last == "request")
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    // MARK: Stuck and frozen

    @Test func aLaneThatIsWrittenOffIsReplacedAndStillWaitedFor() {
        let lanes = lanes(laneCountMax: 1)
        let gate = ClosedGate()
        let stuck = Recorder<LaneID>()
        let ran = Recorder<String>()
        #expect(
            lanes.submit {
                stuck.add(linux_gettid())
                gate.pass()
            } == .accepted)
        #expect(lanes.submit { ran.add("waited") } == .accepted)
        #expect(lanes.writeOff(stuck.waitFor(1)[0]))
        #expect(!lanes.writeOff(stuck.all[0]))
        #expect(ran.waitFor(1) == ["waited"])
        lanes.end()
        #expect(!lanes.join(withinMicroseconds: 0))
        #expect(ended.all == [])
        gate.open()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(joinAll(lanes))
    }

    @Test func frozenLanesBeginNothingTellWhoWaitedAndNeverEnd() {
        let lanes = lanes(laneCountMax: 1, idleSeconds: 0)
        let gate = ClosedGate()
        let told = Recorder<String>()
        #expect(
            lanes.submit {
                gate.pass()
                told.add("returned")
            } == .accepted)
        #expect(gate.waitForArrivals(1) == 1)
        #expect(
            lanes.submit({ told.add("begun") }, whenDropped: { told.add("dropped") }) == .accepted)
        lanes.freeze()
        #expect(told.all == ["dropped"])
        #expect(lanes.submit { told.add("begun") } == .noThread)
        #expect(!lanes.submitCallback { told.add("begun") })
        gate.open()
        #expect(told.waitFor(2) == ["dropped", "returned"])
        lanes.end()
        #expect(!lanes.join(withinMicroseconds: 1_000))
        #expect(ended.all == [])
    }
}
