import Testing

@testable import Runtime

struct LoopCountersTests {
    @Test func aLoopIsStuckWhenItHasNotTurnedForTenSeconds() {
        let second = 1_000_000_000
        let counters = LoopCounters()
        #expect(!counters.isStuck(at: 100 * second), "it has not begun")
        counters.ticked(at: 5 * second, lagNanoseconds: 0, connectionCount: 0)
        #expect(!counters.isStuck(at: 15 * second))
        #expect(counters.isStuck(at: 15 * second + 1))
        counters.ticked(at: 16 * second, lagNanoseconds: 11 * second, connectionCount: 0)
        #expect(!counters.isStuck(at: 16 * second))
    }
}
