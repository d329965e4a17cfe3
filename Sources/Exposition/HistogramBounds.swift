/// The upper bounds of a histogram's buckets, as they are written: formatted once, however many
/// series have them.
public struct HistogramBounds: Sendable {
    /// Of all buckets but the last, which has none.
    public let count: Int
    /// Of all buckets.
    private let texts: [[UInt8]]
    private let openMetricsTexts: [[UInt8]]

    /// - Parameter bounds: finite and rising.
    public init(_ bounds: [Double]) {
        count = bounds.count
        let last = [Array("+Inf".utf8)]
        texts = bounds.map(Self.text) + last
        // Canonical numbers (OpenMetrics 1.0.0): 1.0, where the text format has 1.
        openMetricsTexts = bounds.map { Array($0.description.utf8) } + last
    }

    private static func text(_ bound: Double) -> [UInt8] {
        var page = PageBytes()
        page.append(number: bound)
        return page.array
    }

    func texts(in format: ExpositionFormat) -> [[UInt8]] {
        format == .openMetrics ? openMetricsTexts : texts
    }
}
