/// One metric with all its series, as a scrape shows it.
public struct MetricFamily: Sendable {
    public enum Kind: String, Sendable {
        case counter, gauge, histogram, info
    }

    /// Without the suffixes `_total`, `_info`, `_bucket`, `_sum` and `_count`.
    public let name: String
    public let kind: Kind
    /// One sentence; any text.
    public let help: String
    public var series: [MetricSample]

    public init(_ name: String, _ kind: Kind, _ help: String, _ series: [MetricSample] = []) {
        self.name = name
        self.kind = kind
        self.help = help
        self.series = series
    }
}
