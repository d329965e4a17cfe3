import Synchronization
import Testing

@testable import Runtime

/// Timers of one generation. What runs tells a recorder; nothing hangs on how long anything takes.
@Suite struct GenerationTimersTests {
    typealias StartError = GenerationTimers.StartError

    /// What timers are given as their data.
    private final class Note {
        let text: String
        let ran: Recorder<String>

        init(_ text: String, _ ran: Recorder<String>) {
            self.text = text
            self.ran = ran
        }
    }

    private let ran = Recorder<String>()
    private let ended = Recorder<String>()
    private let queue = TimerQueue()
    private let gate: CallbackGate
    private let timers: GenerationTimers
    private let lanes: Lanes

    init() {
        gate = CallbackGate(timers: queue)
        timers = GenerationTimers(Sample.guarded(9), queue: queue, gate: gate)
        lanes = Lanes(owner: GenerationID(9), laneCountMax: 1) { [ended] in ended.add("ended") }
    }

    /// A timer that notes `text`; the note is freed by its run, or not at all.
    @discardableResult
    private func start(
        _ text: String, afterMilliseconds delay: Int = 0
    ) throws(StartError) -> UInt64 {
        let note = Unmanaged.passRetained(Note(text, ran)).toOpaque()
        let function = GenerationTimers.Function(
            function: { data in
                let note = Unmanaged<Note>.fromOpaque(data!).takeRetainedValue()
                note.ran.add(note.text)
            }, data: note)
        var number: UInt64 = 0
        try timers.start(afterMilliseconds: delay, function) { number = $0 }
        return number
    }

    private func endLanes() {
        gate.close()
        timers.end()
        lanes.end()
        #expect(ended.waitFor(1) == ["ended"])
    }

    @Test func runsEachOnce() throws {
        gate.open(lanes)
        for number in 0..<100 { try start("\(number)") }
        #expect(Set(ran.waitFor(100)) == Set((0..<100).map(String.init)))
        #expect(timers.count == 0)
        endLanes()
    }

    @Test func runsTheEarlierFirstAndNoneBeforeItsTime() throws {
        gate.open(lanes)
        let start = MonotonicClock.microseconds
        try self.start("later", afterMilliseconds: 40)
        try self.start("sooner", afterMilliseconds: 20)
        #expect(ran.waitFor(2) == ["sooner", "later"])
        #expect(MonotonicClock.microseconds - start >= 40_000)
        endLanes()
    }

    @Test func whatIsStartedBeforeTheGenerationServesWaitsUntilItDoes() throws {
        try start("first")
        try start("second", afterMilliseconds: 1)
        try start("third", afterMilliseconds: 2)
        // The timers' own thread has handed over all three before the lanes are there.
        let handedOver = Recorder<Int>()
        try queue.schedule(queue.nextNumber(), afterMilliseconds: 10) { handedOver.add(1) }
        #expect(handedOver.waitFor(1) == [1])
        #expect(ran.all == [])
        gate.open(lanes)
        #expect(ran.waitFor(3).sorted() == ["first", "second", "third"])
        endLanes()
    }

    @Test func aCancelledTimerDoesNotRunAndIsCancelledOnce() throws {
        let never = try start("never")
        let later = try start("later", afterMilliseconds: 3_600_000)
        #expect(timers.cancel(never) && timers.cancel(later))
        #expect(!timers.cancel(never) && !timers.cancel(later))
        #expect(queue.count == 0)
        gate.open(lanes)
        let last = try start("last")
        #expect(ran.waitFor(1) == ["last"])
        #expect(!timers.cancel(last))
        endLanes()
    }

    @Test func noGenerationCancelsAnothersTimer() throws {
        let other = GenerationTimers(
            Sample.guarded(10), queue: queue, gate: CallbackGate(timers: queue))
        let number = try start("mine", afterMilliseconds: 1)
        #expect(!other.cancel(number))
        gate.open(lanes)
        #expect(ran.waitFor(1) == ["mine"])
        endLanes()
    }

    @Test func noneBeginsAfterTheEnd() throws {
        try start("never", afterMilliseconds: 3_600_000)
        gate.open(lanes)
        endLanes()
        #expect(throws: StartError.ended) { try start("refused") }
        #expect(queue.count == 0 && timers.count == 0)
        #expect(ran.all == [])
    }

    @Test func thereIsABound() throws {
        for _ in 0..<GenerationTimers.countMax { try start("", afterMilliseconds: 3_600_000) }
        #expect(throws: StartError.tooMany) { try start("") }
        timers.end()
    }

    @Test func startedAndCancelledByManyThreadsEachRunsOrIsCancelled() throws {
        gate.open(lanes)
        let outcomes = Recorder<Bool>()
        for thread in 0..<4 {
            _ = try NamedThread("starting") { [self] in
                for number in 0..<250 {
                    guard let timer = try? start("t", afterMilliseconds: number % 3) else {
                        continue
                    }
                    outcomes.add(number % 2 == thread % 2 && timers.cancel(timer))
                }
            }
        }
        let cancelledCount = outcomes.waitFor(1_000).count { $0 }
        #expect(ran.waitFor(1_000 - cancelledCount).count == 1_000 - cancelledCount)
        endLanes()
        #expect(ran.all.count == 1_000 - cancelledCount)
    }
}
