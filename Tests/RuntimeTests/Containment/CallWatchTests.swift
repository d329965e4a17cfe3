import TestSupport
import Testing

@testable import Runtime

struct CallWatchTests {
    private static let owner = GenerationID(3)

    private static func running(_ number: UInt64, limit: Int = 0) -> CallView {
        CallView(number: number, isRunning: true, owner: owner, limitMilliseconds: limit)
    }

    private static let idle = CallView(number: 9, isRunning: false)

    @Test func saysNothingOfCallsThatEndBetweenTwoLooks() {
        var watch = CallWatch(.loop)
        for look in 0..<1_000 {
            #expect(watch.look(Self.running(UInt64(look) + 1), at: look * 25).isEmpty)
        }
        #expect(watch.look(Self.idle, at: 25_000).isEmpty)
    }

    @Test func tellsOfABlockingCallOnceAndWhenItEnds() {
        var watch = CallWatch(.loop)
        for time in stride(from: 0, through: 125, by: 25) {
            #expect(watch.look(Self.running(1), at: time).isEmpty)
        }
        #expect(watch.look(Self.idle, at: 150) == [.blocked(Self.owner, milliseconds: 125)])
        #expect(watch.look(Self.idle, at: 175).isEmpty)
    }

    @Test func tellsOfABlockingCallBeforeTheNextOne() {
        var watch = CallWatch(.loop)
        _ = watch.look(Self.running(1), at: 0)
        _ = watch.look(Self.running(1), at: 100)
        #expect(watch.look(Self.running(2), at: 125) == [.blocked(Self.owner, milliseconds: 100)])
    }

    @Test func tellsOfABlockingCallThatGoesOn() {
        var watch = CallWatch(.loop)
        _ = watch.look(Self.running(1), at: 0)
        #expect(
            watch.look(Self.running(1), at: 1_000)
                == [.blocked(Self.owner, milliseconds: 1_000)])
        #expect(watch.look(Self.running(1), at: 2_000).isEmpty)
        #expect(watch.look(Self.idle, at: 3_000).isEmpty)
    }

    @Test func aLaneMayTakeItsTime() {
        var watch = CallWatch(.lane)
        for time in stride(from: 0, through: 100_000, by: 25) {
            #expect(watch.look(Self.running(1, limit: 50), at: time).isEmpty)
        }
        #expect(watch.look(Self.idle, at: 100_025).isEmpty)
    }

    @Test func interruptsAnInlineCallOverItsLimitThenGivesItsThreadUp() {
        var watch = CallWatch(.loop)
        let call = Self.running(1, limit: 200)
        #expect(watch.look(call, at: 0).isEmpty)
        #expect(watch.look(call, at: 199).isEmpty)
        #expect(!watch.isOverdue)
        for time in [200, 205, 249] {
            #expect(
                watch.look(call, at: time) == [.interrupt(number: 1, waitedMilliseconds: time)])
            #expect(watch.isOverdue)
        }
        #expect(watch.look(call, at: 250) == [.writeOff(number: 1, waitedMilliseconds: 250)])
    }

    @Test func interruptsACallOnALaneForLongerThanOneOnALoop() {
        var watch = CallWatch(.lane)
        _ = watch.look(Self.running(1), at: 0)
        let declared = { (watch: inout CallWatch, time: Int) in
            watch.look(Self.running(1), isDeclaredOverdue: true, at: time)
        }
        for time in [100, 5_000, 10_099] {
            #expect(
                declared(&watch, time) == [.interrupt(number: 1, waitedMilliseconds: time)])
        }
        #expect(declared(&watch, 10_100) == [.writeOff(number: 1, waitedMilliseconds: 10_100)])
    }

    /// Whatever happens: no more calls are told as blocking than there were, none before its time,
    /// and no thread is given up that was not interrupted for as long as it is to be.
    @Test(arguments: [CallWatch.Kind.loop, .lane], [1, 2, 3] as [UInt64])
    func keepsItsRulesInRandomHistories(kind: CallWatch.Kind, seed: UInt64) {
        var random = SeededGenerator(seed: seed)
        var watch = CallWatch(kind)
        var (now, number, began, blockedCount) = (0, UInt64(1), 0, 0)
        var interrupted: Int?
        for _ in 0..<20_000 {
            now += Int.random(in: 1...100, using: &random)
            if Int.random(in: 0..<40, using: &random) == 0 {
                (number, began, interrupted) = (number + 1, now, nil)
            }
            let steps = watch.look(
                Self.running(number, limit: 300), isDeclaredOverdue: now - began > 600, at: now)
            for step in steps {
                switch step {
                case .blocked(_, let milliseconds):
                    blockedCount += 1
                    #expect(kind == .loop && milliseconds >= CallWatch.blockedMilliseconds)
                case .interrupt(let interruptedNumber, _):
                    #expect(interruptedNumber == number)
                    interrupted = interrupted ?? now
                case .writeOff(let writtenOff, _):
                    #expect(writtenOff == number)
                    #expect(
                        now - (interrupted ?? now) >= CallWatch.patienceMilliseconds(of: kind))
                }
            }
        }
        #expect(blockedCount <= number)
        #expect(kind == .lane || blockedCount > 0)
    }
}
