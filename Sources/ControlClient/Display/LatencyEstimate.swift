public import ControlAPI

/// What a histogram says about a latency.
public enum LatencyEstimate: Equatable, Sendable {
    /// About so many seconds.
    case about(seconds: Double)
    /// In the last bucket: more than so many seconds.
    case over(seconds: Double)

    var seconds: Double {
        switch self {
        case .about(let seconds), .over(let seconds): seconds
        }
    }

    /// For people; `–` where there is none.
    public static func text(_ estimate: LatencyEstimate?) -> String {
        switch estimate {
        case .about(let seconds)?: Quantity.latency(seconds: seconds)
        case .over(let seconds)?: ">" + Quantity.latency(seconds: seconds)
        case nil: "–"
        }
    }
}

extension LatencyReport {
    /// How many requests it counts.
    public var count: Int { counts.reduce(0, +) }

    /// What came since `earlier`; all of this where `earlier` is no earlier state of it.
    public func since(_ earlier: LatencyReport) -> LatencyReport {
        guard earlier.boundsSeconds == boundsSeconds, earlier.counts.count == counts.count,
            zip(earlier.counts, counts).allSatisfy({ $0 <= $1 })
        else { return self }
        return LatencyReport(
            boundsSeconds: boundsSeconds, counts: zip(counts, earlier.counts).map { $0 - $1 },
            sumSeconds: sumSeconds - earlier.sumSeconds)
    }

    /// The latency that `share` of the requests did not exceed, or nil without requests. Within a
    /// bucket requests are taken to be spread evenly, as Prometheus' `histogram_quantile` does.
    /// - Parameter share: from 0 to 1.
    public func quantile(_ share: Double) -> LatencyEstimate? {
        let rank = share * Double(count)
        var below = 0
        for (index, inBucket) in counts.enumerated() where inBucket > 0 {
            guard Double(below + inBucket) >= rank else {
                below += inBucket
                continue
            }
            guard index < boundsSeconds.count else {
                return boundsSeconds.last.map { .over(seconds: $0) }
            }
            let lower = index == 0 ? 0 : boundsSeconds[index - 1]
            let part = max(0, rank - Double(below)) / Double(inBucket)
            return .about(seconds: lower + (boundsSeconds[index] - lower) * part)
        }
        return nil
    }
}
