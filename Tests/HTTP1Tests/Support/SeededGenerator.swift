import Foundation

/// SplitMix64: the same sequence for the same seed, on every machine.
struct SeededGenerator: RandomNumberGenerator {
    private var state: UInt64

    /// A seed for one run of a test, which prints it where it fails. To run that again, set
    /// `NANO_TEST_SEED` to what was printed.
    static func newSeed() -> UInt64 {
        let given = ProcessInfo.processInfo.environment["NANO_TEST_SEED"]
        return given.flatMap { UInt64($0) } ?? UInt64.random(in: 0...UInt64.max)
    }

    init(seed: UInt64) {
        state = seed
    }

    mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }

    /// A text of characters drawn from an alphabet.
    mutating func text(of alphabet: String, count: ClosedRange<Int>) -> String {
        let letters = Array(alphabet)
        let length = Int.random(in: count, using: &self)
        return String((0..<length).map { _ in letters.randomElement(using: &self)! })
    }
}
