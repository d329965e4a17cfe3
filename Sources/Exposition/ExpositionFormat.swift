/// How a page of metrics is written.
public enum ExpositionFormat: CaseIterable, Sendable {
    /// Prometheus' text format 0.0.4
    /// (https://prometheus.io/docs/instrumenting/exposition_formats).
    case text
    /// OpenMetrics 1.0.0 (https://prometheus.io/docs/specs/om/open_metrics_spec).
    case openMetrics

    public var contentType: String {
        switch self {
        case .text: "text/plain; version=0.0.4; charset=utf-8"
        case .openMetrics: "application/openmetrics-text; version=1.0.0; charset=utf-8"
        }
    }

    /// What suits an Accept field (RFC 9110 section 12.5.1) best: OpenMetrics where it is asked for
    /// and nothing is preferred to it, otherwise text, also where neither is welcome.
    public init(accept: String) {
        let ranges = accept.split(separator: ",").compactMap(MediaRange.init)
        let openMetrics = ranges.filter {
            $0.type == "application/openmetrics-text" && ["1.0.0", nil].contains($0.version)
        }
        let text = ranges.filter {
            $0.type == "text/plain" && ["0.0.4", nil].contains($0.version)
        }
        let weight = openMetrics.map(\.weight).max() ?? 0
        self = weight > 0 && weight >= text.map(\.weight).max() ?? 0 ? .openMetrics : .text
    }
}
