/// Latencies of a part of a load, to be asked for percentiles.
struct Latencies {
    private let sortedNanoseconds: [UInt64]

    init(_ samples: [LoadSample]) {
        sortedNanoseconds = samples.map(\.latencyNanoseconds).sorted()
    }

    var count: Int { sortedNanoseconds.count }

    /// In microseconds; `nil` without any.
    /// - Parameter percentage: 0 to 100; the nearest rank.
    func microseconds(_ percentage: Double) -> Double? {
        guard count > 0 else { return nil }
        let rank = Int((Double(count) * percentage / 100).rounded(.up))
        return Double(sortedNanoseconds[max(0, min(count, rank) - 1)]) / 1_000
    }
}
