import Exposition

/// A metric of the runtime's own, and how its series come from what a scrape has read.
struct Metric<Reading>: Sendable {
    let family: MetricFamily
    private let series: @Sendable (Reading, inout MetricWriter) -> Void

    /// - Parameter series: adds those of one reading; none where there is nothing to tell.
    init(
        _ name: String, _ kind: MetricKind, _ help: String,
        _ series: @escaping @Sendable (Reading, inout MetricWriter) -> Void
    ) {
        family = MetricFamily(name, kind, help)
        self.series = series
    }

    func write(_ readings: [Reading], to writer: inout MetricWriter) {
        writer.begin(family)
        for reading in readings { series(reading, &writer) }
    }
}
