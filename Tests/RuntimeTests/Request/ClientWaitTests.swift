import Configuration
import TestSupport
import Testing

@testable import Runtime

/// How long a client may keep a connection waiting. The clock is the test's.
@Suite struct ClientWaitTests {
    private let limits = Limits()

    /// The second in which a wait that began in second 100 is over, when `byteCount(second)` bytes
    /// arrive in each; `nil` if it is not within a day.
    private func end(
        of kind: ClientWait.Kind, _ limits: Limits, byteCount: (UInt32) -> Int = { _ in 0 }
    ) -> UInt32? {
        var wait = ClientWait(for: kind, at: 100)
        for second in UInt32(1)...86_400 {
            wait.received(byteCount(second))
            if wait.isOver(at: 100 + second, limits) { return second }
        }
        return nil
    }

    @Test(
        arguments: zip([ClientWait.Kind.request, .head, .end, .body], [60, 10, 2, 20] as [UInt32]))
    func aWaitIsOverAfterItsLimitAndTheSecondUnderWay(kind: ClientWait.Kind, seconds: UInt32) {
        #expect(end(of: kind, limits) == seconds + 1)
    }

    @Test func theLimitsAreTheOperators() {
        var limits = limits
        limits.idleTimeoutSeconds = 1
        limits.headTimeoutSeconds = 2
        limits.bodyGraceSeconds = 3
        limits.lingerTimeoutSeconds = 4
        let ends = [ClientWait.Kind.request, .head, .body, .end].map { end(of: $0, limits) }
        #expect(ends == [2, 3, 4, 5])
    }

    @Test func anAppMayTakeAsLongAsItNeeds() {
        #expect(end(of: .nothing, limits) == nil)
    }

    @Test func whatArrivesOfAHeadDoesNotExtendIt() {
        #expect(end(of: .head, limits) { _ in 1_000 } == 11)
    }

    @Test func aBodyAtTheLeastRateNeverEnds() {
        #expect(end(of: .body, limits) { _ in 500 } == nil)
    }

    @Test func aBodyBelowTheRateEndsWhenTheGraceDoes() {
        // One second more than the grace has brought bytes when it is looked at.
        #expect(end(of: .body, limits) { _ in 476 } == 21)
        #expect(end(of: .body, limits) { _ in 1 } == 21)
    }

    @Test func aFastBeginningDoesNotBuyALongSilence() {
        #expect(end(of: .body, limits) { $0 == 1 ? 1 << 20 : 0 } == 41)
    }

    @Test func aBodyMayPauseForLessThanTheGrace() {
        #expect(end(of: .body, limits) { $0 % 19 == 0 ? 20_000 : 0 } == nil)
    }

    @Test func aRestartedWaitHasItsWholeTimeAgain() {
        var wait = ClientWait(for: .head, at: 0)
        wait.restart(at: 10)
        let isOver = [20, 21].map { wait.isOver(at: $0, limits) }
        #expect(isOver == [false, true])
    }

    /// Whatever comes in whatever order: who sends the rate in every second is never cut, and who
    /// sends nothing for two graces always is.
    @Test func randomBodiesAreJudgedByTheirRate() {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        for _ in 0..<200 {
            var limits = limits
            limits.bodyBytesPerSecondMin = .random(in: 1...1_000, using: &random)
            limits.bodyGraceSeconds = .random(in: 1...60, using: &random)
            let silentFrom = UInt32.random(in: 1...500, using: &random)
            let end = end(of: .body, limits) { second in
                guard second < silentFrom else { return 0 }
                return limits.bodyBytesPerSecondMin + Int.random(in: 0...99, using: &random)
            }
            let latest = silentFrom + 2 * UInt32(limits.bodyGraceSeconds) + 1
            #expect(end.map { ($0 >= silentFrom) && ($0 <= latest) } == true, "seed \(seed)")
        }
    }
}
