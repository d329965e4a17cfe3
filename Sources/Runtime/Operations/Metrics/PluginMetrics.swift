// The metrics of all plugins, as one page has them: what several apps call the same is one metric,
// and its series tell the apps apart. Plugins don't know of each other, so names can clash. The
// page stays one that Prometheus reads: the first app, by name, has the name, and what does not go
// with it is left out and counted.

import Exposition

/// Made anew for each scrape.
struct PluginMetrics {
    private struct Series {
        let labels: MetricLabels
        let buckets: [Double]
        let reading: MetricSeries.Reading
    }

    private struct Entry {
        let family: MetricFamily
        private(set) var series: [Series] = []
        /// An app adds to a metric once.
        private(set) var lastApp: MetricLabels?

        init(family: MetricFamily) {
            self.family = family
        }

        mutating func add(_ more: [Series], of app: MetricLabels) {
            series += more
            lastApp = app
        }
    }

    private var entries: [String: Entry] = [:]
    private var claimed: Set<String>
    /// How many series of each app are left out; those of which some are.
    private(set) var leftOut: [(app: MetricLabels, count: Int)] = []

    /// - Parameter claimed: names that no plugin may use.
    init(claimed: Set<String>) {
        self.claimed = claimed
    }

    /// - Parameter app: the label of the app.
    mutating func add(_ families: [MetricRegistry.Family], of app: MetricLabels) {
        var leftOutCount = 0
        for family in families where !add(family, of: app) { leftOutCount += family.series.count }
        if leftOutCount > 0 { leftOut.append((app, leftOutCount)) }
    }

    private mutating func add(_ given: MetricRegistry.Family, of app: MetricLabels) -> Bool {
        let family = MetricFamily(
            given.name, MetricKind(given.kind),
            given.help.isEmpty ? "Of plugins, which don't say more." : given.help)
        guard mayAdd(family, of: app) else { return false }
        claimed.formUnion(family.claims)
        let series = given.series.map { series in
            let labels = series.labels.reduce(app) { $0.adding($1.name, $1.value) }
            return Series(labels: labels, buckets: series.buckets, reading: series.reading)
        }
        entries[family.name, default: Entry(family: family)].add(series, of: app)
        return true
    }

    private func mayAdd(_ family: MetricFamily, of app: MetricLabels) -> Bool {
        guard let known = entries[family.name] else {
            return claimed.isDisjoint(with: family.claims)
        }
        return known.family.kind == family.kind && known.lastApp != app
    }

    func write(to writer: inout MetricWriter) {
        for entry in entries.values.sorted(by: { $0.family.name < $1.family.name }) {
            writer.begin(entry.family)
            for series in entry.series { Self.write(series, to: &writer) }
        }
    }

    private static func write(_ series: Series, to writer: inout MetricWriter) {
        switch series.reading {
        case .value(let value): writer.add(series.labels, value)
        case .histogram(let counts, let sum):
            writer.add(series.labels, HistogramBounds(series.buckets), counts: counts, sum: sum)
        }
    }
}

extension MetricKind {
    fileprivate init(_ kind: MetricDescription.Kind) {
        switch kind {
        case .counter: self = .counter
        case .gauge: self = .gauge
        case .histogram: self = .histogram
        }
    }
}
