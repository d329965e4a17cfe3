import LinuxShims
import Synchronization
import Testing

@testable import Runtime

/// The threads of one generation. Jobs wait for a gate that the test opens, so that nothing
/// depends on who is faster.
@Suite struct LanesTests {
    private let ended = Recorder<String>()

    private func lanes(threadsMax: Int = 4, idleSeconds: Double = 10) -> Lanes {
        Lanes(owner: GenerationID(9), threadsMax: threadsMax, idleSeconds: idleSeconds) {
            [ended] in ended.add("ended")
        }
    }

    private func joinAll(_ lanes: Lanes) -> Bool {
        lanes.join(withinMicroseconds: 10_000_000)
    }

    @Test func runsEveryJobInOrderOnOneThread() {
        let lanes = lanes(threadsMax: 1)
        let ran = Recorder<Int>()
        for number in 0..<1_000 { #expect(lanes.submit { ran.add(number) }) }
        #expect(ran.waitFor(1_000) == Array(0..<1_000))
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
        #expect(joinAll(lanes))
    }

    @Test func runsAtMostThreadsMaxJobsAtOnce() {
        let lanes = lanes(threadsMax: 3)
        let gate = Monitor(false)
        let begun = Recorder<Int>()
        let done = Recorder<Int>()
        for number in 0..<8 {
            #expect(
                lanes.submit {
                    begun.add(number)
                    _ = gate.wait { $0 ? true : nil }
                    done.add(number)
                })
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
        let lanes = lanes(threadsMax: 1)
        let gate = Monitor(false)
        let ran = Recorder<Int>()
        #expect(
            lanes.submit {
                ran.add(1)
                _ = gate.wait { $0 ? true : nil }
            })
        #expect(ran.waitFor(1) == [1])
        #expect(lanes.submit { ran.add(2) })
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
        #expect(!lanes.submit {})
        #expect(joinAll(lanes))
    }

    @Test func aLaneThatEndedIdleIsReplaced() {
        let lanes = lanes(threadsMax: 1, idleSeconds: 0)
        let ran = Recorder<Int>()
        for number in 1...20 {
            #expect(lanes.submit { ran.add(number) })
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
            })
        #expect(owners.waitFor(1) == [9])
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    /// Submitting, ending idle and ending at once, many times: every accepted job runs or is
    /// dropped by the end, the end is reported once, and every thread can be joined.
    @Test func reportsOnceHoweverTheEndMeetsSubmissions() {
        for _ in 0..<200 {
            let lanes = lanes(threadsMax: 2, idleSeconds: 0)
            let submitter = try? NamedThread("submitter") {
                while lanes.submit({}) {}
            }
            lanes.end()
            #expect(submitter?.join(withinMicroseconds: 10_000_000) == true)
            #expect(joinAll(lanes))
        }
        #expect(ended.waitFor(200).count == 200)
    }
}
