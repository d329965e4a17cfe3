/// What the numbers of a metric mean.
public enum MetricKind: Sendable {
    /// Only grows.
    case counter
    case gauge
    /// Observations by size.
    case histogram
    /// How many observations there were, and their sum.
    case summary
    /// Always 1: what it tells is in its labels.
    case info
}

extension MetricKind {
    /// As `# TYPE` has it.
    func name(in format: ExpositionFormat) -> String {
        switch self {
        case .counter: "counter"
        case .gauge: "gauge"
        case .histogram: "histogram"
        case .summary: "summary"
        case .info: format == .openMetrics ? "info" : "gauge"
        }
    }

    /// What each line's name has behind the metric's.
    var suffix: String {
        switch self {
        case .counter: "_total"
        case .info: "_info"
        case .gauge, .histogram, .summary: ""
        }
    }

    /// What the lines of a metric may end with.
    var suffixes: [String] {
        switch self {
        case .counter: ["_total", "_created"]
        case .gauge: [""]
        case .histogram: ["_bucket", "_sum", "_count", "_created"]
        case .summary: ["", "_sum", "_count", "_created"]
        case .info: ["_info"]
        }
    }
}
