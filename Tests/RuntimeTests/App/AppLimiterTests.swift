import Configuration
import Synchronization
import TestSupport
import Testing

@testable import Runtime

/// The bounds on an app's requests, with a clock that the test moves.
@Suite struct AppLimiterTests {
    private final class Clock: Sendable {
        private let time = Atomic<Int>(1_000_000_000_000)

        var now: Int { time.load(ordering: .relaxed) }

        func pass(milliseconds: Int) {
            time.wrappingAdd(milliseconds * 1_000_000, ordering: .relaxed)
        }
    }

    private let traffic = AppTraffic()
    private let clock = Clock()

    private func limiter(concurrency: Int? = nil, rate: Int? = nil) throws -> AppLimiter? {
        var limits = AppLimits()
        limits.concurrencyMax = concurrency
        limits.requestsPerSecondMax = rate
        let settings = try Sample.spec(limits: limits).settings
        return AppLimiter(settings, traffic, clock: { [clock] in clock.now })
    }

    /// How many of so many requests are let in.
    private func admitted(_ limiter: AppLimiter, of count: Int) -> Int {
        (0..<count).count { _ in (try? limiter.begin()) != nil }
    }

    @Test func withoutABoundThereIsNone() throws {
        #expect(try limiter() == nil)
    }

    @Test func refusesWhatIsBeyondTheBoundUntilOneHasEnded() throws {
        let limiter = try #require(try limiter(concurrency: 2))
        #expect(admitted(limiter, of: 3) == 2)
        #expect(throws: AppLimit.concurrency) { try limiter.begin() }
        traffic.end()
        #expect(admitted(limiter, of: 2) == 1)
        #expect(traffic.requestCount == 2)
        #expect(traffic.refusalCount(by: .concurrency) == 3)
        #expect(traffic.refusalCount(by: .rate) == 0)
    }

    @Test func aNewBoundIsMeasuredByWhatIsUnderWay() throws {
        let before = try #require(try limiter(concurrency: 5))
        #expect(admitted(before, of: 5) == 5)
        let after = try #require(try limiter(concurrency: 3))
        #expect(throws: AppLimit.concurrency) { try after.begin() }
        for _ in 0..<3 { traffic.end() }
        #expect(admitted(after, of: 5) == 1)
    }

    @Test(arguments: [1, 3, 7, 10, 997, 1_000])
    func takesOneSecondsWorthAtOnceAndThenTheRate(rate: Int) throws {
        let limiter = try #require(try limiter(rate: rate))
        #expect(admitted(limiter, of: rate + 1) == rate)
        #expect(throws: AppLimit.rate) { try limiter.begin() }
        clock.pass(milliseconds: 1_001)
        #expect(admitted(limiter, of: rate + 1) == rate)
    }

    @Test func givesATokenBackAfterItsShareOfASecond() throws {
        let limiter = try #require(try limiter(rate: 10))
        #expect(admitted(limiter, of: 11) == 10)
        clock.pass(milliseconds: 99)
        #expect(throws: AppLimit.rate) { try limiter.begin() }
        clock.pass(milliseconds: 1)
        #expect(admitted(limiter, of: 2) == 1)
        clock.pass(milliseconds: 500)
        #expect(admitted(limiter, of: 10) == 5)
    }

    @Test func savesNoMoreThanOneSecondsWorth() throws {
        let limiter = try #require(try limiter(rate: 10))
        clock.pass(milliseconds: 3_600_000)
        #expect(admitted(limiter, of: 100) == 10)
    }

    @Test func whatTheRateRefusesIsNotUnderWay() throws {
        let limiter = try #require(try limiter(concurrency: 5, rate: 1))
        #expect(admitted(limiter, of: 4) == 1)
        #expect(traffic.requestCount == 1)
        #expect(traffic.refusalCount(by: .rate) == 3)
    }

    @Test func whatTheBoundRefusesPaysNothing() throws {
        let limiter = try #require(try limiter(concurrency: 1, rate: 2))
        #expect(admitted(limiter, of: 10) == 1)
        traffic.end()
        #expect(admitted(limiter, of: 1) == 1)
        #expect(traffic.refusalCount(by: .rate) == 0)
    }

    /// Threads begin and end requests as fast as they can: the bound is never passed, and every
    /// count comes out.
    @Test func holdsWithManyThreads() throws {
        let limiter = try #require(try limiter(concurrency: 3))
        let underWay = Atomic<Int>(0)
        let most = Atomic<Int>(0)
        let admitted = Atomic<Int>(0)
        let threads = try (0..<8).map { number in
            try NamedThread("client-\(number)") { [traffic] in
                for _ in 0..<5_000 {
                    guard (try? limiter.begin()) != nil else { continue }
                    let now = underWay.add(1, ordering: .relaxed).newValue
                    most.max(now, ordering: .relaxed)
                    admitted.add(1, ordering: .relaxed)
                    underWay.subtract(1, ordering: .relaxed)
                    traffic.end()
                }
            }
        }
        for thread in threads { #expect(thread.join(withinMicroseconds: 30_000_000)) }
        #expect(most.load(ordering: .relaxed) <= 3)
        #expect(traffic.requestCount == 0)
        let refused = traffic.refusalCount(by: .concurrency)
        #expect(admitted.load(ordering: .relaxed) + refused == 40_000)
    }

    /// No more than a second's worth at once, however many threads ask: the clock stands still.
    @Test func spendsEachTokenOnceWithManyThreads() throws {
        let limiter = try #require(try limiter(rate: 1_000))
        let admitted = Atomic<Int>(0)
        let threads = try (0..<8).map { number in
            try NamedThread("client-\(number)") {
                for _ in 0..<500 where (try? limiter.begin()) != nil {
                    admitted.add(1, ordering: .relaxed)
                }
            }
        }
        for thread in threads { #expect(thread.join(withinMicroseconds: 30_000_000)) }
        #expect(admitted.load(ordering: .relaxed) == 1_000)
    }
}
