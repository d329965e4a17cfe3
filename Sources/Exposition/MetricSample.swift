/// One series of a metric at one moment.
public struct MetricSample: Sendable {
    public enum Value: Sendable {
        case number(Double)
        /// - Parameters:
        ///   - bounds: upper bounds, rising, of all buckets but the last, which has none.
        ///   - counts: what each bucket alone holds; one more than there are bounds.
        case histogram(bounds: [Double], counts: [UInt64], sum: Double)
    }

    /// Names are `[a-zA-Z_][a-zA-Z0-9_]*`; values any text.
    public let labels: [(name: String, value: String)]
    public let value: Value

    public init(_ labels: [(name: String, value: String)], _ value: Value) {
        self.labels = labels
        self.value = value
    }
}
