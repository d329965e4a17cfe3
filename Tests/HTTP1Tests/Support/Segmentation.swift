import TestSupport

/// The ways in which a test lets bytes arrive, each a list of the segments' ends.
enum Segmentation {
    /// Every split in two, and every byte alone.
    static func all(of count: Int) -> [[Int]] {
        (0...count).map { [$0] } + [Array(0...count)]
    }

    /// Some seeded ones, for messages too many or too long for all.
    static func some(of count: Int, using generator: inout SeededGenerator) -> [[Int]] {
        let cuts = (0..<4).map { _ in Int.random(in: 0...count, using: &generator) }
        return [[cuts[0]], cuts.sorted(), Array(0...count)]
    }
}
