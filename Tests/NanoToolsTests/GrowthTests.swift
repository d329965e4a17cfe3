import Testing

@testable import nano_tools

/// What counts as growth over cycles, and what does not.
@Suite struct GrowthTests {
    private func perCycle(_ value: (Int) -> Int) throws -> Double {
        try #require(Growth((0..<200).map(value))).perCycle
    }

    @Test func aSteadyLeakIsItsSlope() throws {
        #expect(try perCycle { 1_000_000 + 48 * $0 } == 48)
    }

    @Test func aLeakInWholePagesIsSeenToo() throws {
        let slope = try perCycle { (100 * $0) / 4_096 * 4_096 }
        #expect((80...120).contains(slope))
    }

    @Test(arguments: [10, 50, 100, 150])
    func aStepThatComesOnceIsNoGrowth(at cycle: Int) throws {
        #expect(try perCycle { $0 < cycle ? 0 : 1 << 20 } == 0)
    }

    @Test func whatGoesUpAndDownIsNoGrowth() throws {
        #expect(abs(try perCycle { 4_096 * ($0 % 7) }) < 64)
    }

    @Test func whatFillsInTheFirstCyclesIsNoGrowth() throws {
        #expect(try perCycle { min($0, 30) * 4_096 } == 0)
    }

    @Test func tooFewCyclesSayNothing() {
        #expect(Growth(Array(repeating: 0, count: Growth.countMin - 1)) == nil)
    }
}
