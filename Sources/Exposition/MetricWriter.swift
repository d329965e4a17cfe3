/// Writes a page of metrics, from its first byte to its last: metric by metric, and all series of a
/// metric together, as both formats want it.
public struct MetricWriter: ~Copyable {
    private let format: ExpositionFormat
    private var page: PageBytes
    /// The metric that is written; announced with its first series, so never without one.
    private var family: MetricFamily?
    private var isAnnounced = false
    /// The metric's name, and what its kind adds.
    private var lineName: [UInt8] = []

    /// - Parameter byteCount: how long the page may become; it can become longer.
    public init(_ format: ExpositionFormat, byteCount: Int = 0) {
        self.format = format
        page = PageBytes(capacity: byteCount)
    }

    /// The series that follow are this metric's.
    public mutating func begin(_ family: MetricFamily) {
        self.family = family
        isAnnounced = false
        lineName = Array((family.name + family.kind.suffix).utf8)
    }

    /// A series of a counter or a gauge.
    /// - Parameter more: labels beside `labels`, of other names.
    public mutating func add(
        _ labels: MetricLabels, and more: MetricLabels = .none, _ value: Int
    ) {
        beginLine("", labels, more)
        page.append(number: value)
        page.append("\n")
    }

    /// A series of a counter or a gauge.
    public mutating func add(_ labels: MetricLabels, _ value: Double) {
        addLine("", labels, value)
    }

    /// A series of an information, which is in its labels.
    public mutating func add(_ labels: MetricLabels) {
        add(labels, 1)
    }

    /// A series of a summary.
    public mutating func add(_ labels: MetricLabels, count: Int, sum: Double) {
        addLine("_sum", labels, sum)
        addLine("_count", labels, Double(count))
    }

    /// A series of a histogram.
    /// - Parameter counts: what each bucket alone holds; one more than there are bounds.
    public mutating func add(
        _ labels: MetricLabels, _ bounds: HistogramBounds, counts: [UInt64], sum: Double
    ) {
        precondition(counts.count == bounds.count + 1, "each bucket has a count")
        announce()
        let start = bucketStart(labels)
        let texts = bounds.texts(in: format)
        var total: UInt64 = 0
        for index in counts.indices {
            total &+= counts[index]
            page.append(start)
            page.append(texts[index])
            page.append(#""} "#)
            page.append(number: total)
            page.append("\n")
        }
        addLine("_sum", labels, sum)
        beginLine("_count", labels)
        page.append(number: total)
        page.append("\n")
    }

    /// The page is complete.
    public consuming func end() -> [UInt8] {
        if format == .openMetrics { page.append("# EOF\n") }
        return page.array
    }
}

// MARK: Lines

extension MetricWriter {
    /// A bucket's line up to its bound.
    private func bucketStart(_ labels: MetricLabels) -> [UInt8] {
        let comma = labels.bytes.isEmpty ? "" : ","
        return lineName + "_bucket{".utf8 + labels.bytes + #"\#(comma)le=""#.utf8
    }

    private mutating func addLine(_ suffix: StaticString, _ labels: MetricLabels, _ value: Double) {
        beginLine(suffix, labels)
        page.append(number: value)
        page.append("\n")
    }

    /// All of a line but its number.
    private mutating func beginLine(
        _ suffix: StaticString, _ labels: MetricLabels, _ more: MetricLabels = .none
    ) {
        announce()
        page.append(lineName)
        page.append(suffix)
        let hasBoth = !labels.bytes.isEmpty && !more.bytes.isEmpty
        if !labels.bytes.isEmpty || !more.bytes.isEmpty {
            page.append("{")
            page.append(labels.bytes)
            if hasBoth { page.append(",") }
            page.append(more.bytes)
            page.append("}")
        }
        page.append(" ")
    }

    /// What is said once of a metric. In the older format a name there is that of the lines.
    private mutating func announce() {
        guard !isAnnounced else { return }
        guard let family else { preconditionFailure("a series belongs to a metric") }
        isAnnounced = true
        let isOpen = format == .openMetrics
        let name = isOpen ? family.name : family.name + family.kind.suffix
        page.append(Array("# HELP \(name) ".utf8))
        page.append(escaped: family.help, escapesQuotes: isOpen)
        page.append(Array("\n# TYPE \(name) \(family.kind.name(in: format))\n".utf8))
        if isOpen, let unit = family.unit {
            page.append(Array("# UNIT \(name) \(unit)\n".utf8))
        }
    }
}
