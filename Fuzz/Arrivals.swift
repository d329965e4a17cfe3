/// The ways in which a target lets the bytes of an input arrive.
enum Arrivals {
    /// Splits tried for one input, so that a long one does not stop the fuzzer.
    private static let splitsMax = 128

    /// Lists of the segments' ends: every byte alone, then every split in two; of an input longer
    /// than `splitsMax`, splits evenly apart that begin at a place its length chooses.
    static func all(of count: Int) -> [[Int]] {
        let stride = count / splitsMax + 1
        let splits = Swift.stride(from: count % stride, through: count, by: stride)
        return [Array(1...max(count, 1))] + splits.map { [$0, count] }
    }
}
