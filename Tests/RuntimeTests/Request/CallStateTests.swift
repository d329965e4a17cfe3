import Glibc
import TestSupport
import Testing

@testable import Runtime

/// Random histories of a deferred call: whatever its plugin, its client and its app do, and in
/// which order, its rules hold (see CallHistory).
@Suite struct CallStateTests {
    /// By `NANO_TEST_HISTORIES`, of which others have more; one of these does a lot.
    private static let historyCount =
        (getenv("NANO_TEST_HISTORIES").flatMap { Int(String(cString: $0)) } ?? 200_000) / 20

    @Test(arguments: 0..<8)
    func everyRuleHoldsInRandomHistories(part: Int) {
        let first = SeededGenerator.newSeed() &+ UInt64(part) << 32
        for seed in (0..<UInt64(Self.historyCount / 8)).map({ first &+ $0 }) {
            var history = CallHistory(seed: seed)
            if let violation = history.run(stepCount: 80) {
                Issue.record("seed \(seed): \(violation)")
                return
            }
        }
    }
}
