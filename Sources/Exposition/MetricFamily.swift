/// What is said once of all series of a metric.
public struct MetricFamily: Equatable, Sendable {
    /// Without the suffixes that its kind adds: `_total`, `_info`, `_bucket`, `_sum`, `_count`.
    public let name: String
    public let kind: MetricKind
    /// One sentence; any text.
    public let help: String

    /// - Parameter name: `[a-zA-Z_:][a-zA-Z0-9_:]*`; a counter's may end with `_total`.
    public init(_ name: String, _ kind: MetricKind, _ help: String) {
        let isTold = kind == .counter && name.hasSuffix("_total") && name != "_total"
        self.name = isTold ? String(name.dropLast("_total".count)) : name
        self.kind = kind
        self.help = help
    }

    /// All names that a reader knows it by. Two metrics of one page may have none in common.
    public var claims: Set<String> {
        Set(kind.suffixes.map { name + $0 } + [name])
    }

    /// What its numbers count, where its name says so.
    var unit: String? {
        ["seconds", "bytes"].first { name.hasSuffix("_\($0)") }
    }
}
