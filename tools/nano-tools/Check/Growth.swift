/// How a quantity grows over cycles: the median of the slopes between all pairs of measurements
/// (Theil and Sen), which one-time steps do not move. The first fifth, in which caches fill, is
/// left out.
struct Growth {
    let perCycle: Double

    /// Fewer measurements say nothing.
    static let countMin = 20

    /// - Returns: `nil` for too few values.
    init?(_ values: [Int]) {
        guard values.count >= Self.countMin else { return nil }
        let kept = values.dropFirst(values.count / 5)
        var slopes: [Double] = []
        for first in kept.indices {
            for second in (first + 1)..<kept.endIndex {
                slopes.append(Double(kept[second] - kept[first]) / Double(second - first))
            }
        }
        slopes.sort()
        perCycle = slopes[slopes.count / 2]
    }
}
