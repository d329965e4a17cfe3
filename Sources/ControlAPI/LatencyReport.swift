/// How long requests took, in milliseconds, from a histogram since the process started; absent
/// where there were none.
public struct LatencyReport: Codable, Equatable, Sendable {
    /// The bounds of the histogram's buckets in seconds; the last bucket has none.
    public var boundsSeconds: [Double]
    /// How many requests each bucket holds; one more than there are bounds.
    public var counts: [Int]
    public var sumSeconds: Double

    enum CodingKeys: String, CodingKey {
        case boundsSeconds = "bounds_s"
        case counts
        case sumSeconds = "sum_s"
    }

    public init(boundsSeconds: [Double], counts: [Int], sumSeconds: Double) {
        self.boundsSeconds = boundsSeconds
        self.counts = counts
        self.sumSeconds = sumSeconds
    }
}
