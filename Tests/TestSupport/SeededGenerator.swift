import Glibc

/// SplitMix64: the same sequence for the same seed, on every machine.
public struct SeededGenerator: RandomNumberGenerator, Sendable {
    private var state: UInt64

    /// A seed for one run of a test, which prints it where it fails. To run that again, set
    /// `NANO_TEST_SEED` to what was printed.
    public static func newSeed() -> UInt64 {
        let given = getenv("NANO_TEST_SEED").flatMap { UInt64(String(cString: $0)) }
        return given ?? UInt64.random(in: 0...UInt64.max)
    }

    public init(seed: UInt64) {
        state = seed
    }

    public mutating func next() -> UInt64 {
        state &+= 0x9E37_79B9_7F4A_7C15
        var mixed = state
        mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
        mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
        return mixed ^ (mixed >> 31)
    }
}
