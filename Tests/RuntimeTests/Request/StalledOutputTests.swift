import Testing

@testable import Runtime

/// Slow clients and dead ones.
@Suite struct StalledOutputTests {
    /// The second in which the output counts as stalled; `nil` if it does not within an hour.
    private func end(unsent: (UInt32) -> Int, taken: (UInt32) -> Int) -> UInt32? {
        var output = StalledOutput()
        return (UInt32(1)...3_600).first { second in
            output.isOver(
                at: second, unsentByteCount: unsent(second), takenByteCount: taken(second),
                timeoutSeconds: 30)
        }
    }

    @Test func aClientThatTakesNothingIsStalledAfterTheTimeout() {
        #expect(end(unsent: { _ in 1 }, taken: { _ in 0 }) == 31)
    }

    @Test func aByteNowAndThenIsEnough() {
        #expect(end(unsent: { _ in 1_000 }, taken: { Int($0) / 29 }) == nil)
    }

    @Test func aClientThatOwesNothingIsNeverStalled() {
        #expect(end(unsent: { _ in 0 }, taken: { _ in 7 }) == nil)
    }

    @Test func timeWithoutOutputDoesNotCount() {
        #expect(end(unsent: { $0 == 20 ? 0 : 1 }, taken: { _ in 7 }) == 51)
    }

    @Test func newOutputDoesNotHideThatNothingIsTaken() {
        #expect(end(unsent: { Int($0) }, taken: { _ in 0 }) == 31)
    }
}
