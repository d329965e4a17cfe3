import Exposition
import TestSupport
import Testing

@testable import Runtime

/// Metrics of plugins that don't know of each other, on one page.
@Suite struct PluginMetricsTests {
    private func registry(
        _ entries: (MetricDescription.Kind, String, [String: String])...
    ) throws -> [MetricRegistry.Family] {
        let registry = MetricRegistry()
        for (kind, name, labels) in entries {
            let description = try #require(
                MetricDescription(
                    kind: kind, name: name, help: "Help.",
                    labels: labels.map { MetricDescription.Label(name: $0.key, value: $0.value) },
                    buckets: kind == .histogram ? [1, 2] : []))
            let series = try registry.register(description)
            if kind == .histogram { series.observe(1.5) } else { series.add(1) }
        }
        return registry.families
    }

    private func read(_ metrics: PluginMetrics) -> ReadPage {
        var writer = MetricWriter(.text)
        metrics.write(to: &writer)
        return ReadPage(writer.end())
    }

    private func label(_ app: String) -> MetricLabels { MetricLabels("app", app) }

    @Test func whatSeveralAppsCallTheSameIsOneMetric() throws {
        var metrics = PluginMetrics(claimed: [])
        for app in ["a", "b"] {
            metrics.add(try registry((.counter, "sales", [:])), of: label(app))
        }
        let page = read(metrics)
        #expect(page.faults == [])
        #expect(page.series == [#"sales_total{app="a"}"#: 1, #"sales_total{app="b"}"#: 1])
        #expect(metrics.leftOut.isEmpty)
    }

    @Test func ofAnotherKindIsLeftOutAndCounted() throws {
        var metrics = PluginMetrics(claimed: [])
        metrics.add(try registry((.counter, "sales", [:])), of: label("a"))
        metrics.add(
            try registry((.gauge, "sales", ["x": "1"]), (.gauge, "sales", ["x": "2"])),
            of: label("b"))
        #expect(read(metrics).series == [#"sales_total{app="a"}"#: 1])
        #expect(metrics.leftOut.map(\.app) == [label("b")])
        #expect(metrics.leftOut.map(\.count) == [2])
    }

    @Test(arguments: [
        (MetricDescription.Kind.gauge, "sizes_count"), (.counter, "sizes"),
        (.histogram, "sizes_sum"),
    ])
    func aNameThatIsALineOfAnotherMetricIsLeftOut(
        kind: MetricDescription.Kind, name: String
    ) throws {
        var metrics = PluginMetrics(claimed: [])
        metrics.add(try registry((.histogram, "sizes", [:])), of: label("a"))
        metrics.add(try registry((kind, name, [:])), of: label("b"))
        #expect(metrics.leftOut.map(\.count) == [1])
        #expect(read(metrics).faults == [])
    }

    @Test func namesOfTheRuntimeAreItsOwn() throws {
        let claims = MetricFamily("process_open_fds", .gauge, "").claims
        var metrics = PluginMetrics(claimed: claims)
        metrics.add(try registry((.gauge, "process_open_fds", [:])), of: label("a"))
        #expect(read(metrics).series.isEmpty)
        #expect(metrics.leftOut.map(\.count) == [1])
    }

    @Test func aCounterWithAndWithoutItsSuffixIsOneMetricOfAnApp() throws {
        var metrics = PluginMetrics(claimed: [])
        metrics.add(
            try registry((.counter, "sales", [:]), (.counter, "sales_total", [:])), of: label("a"))
        metrics.add(try registry((.counter, "sales_total", [:])), of: label("b"))
        let page = read(metrics)
        #expect(page.faults == [])
        #expect(page.series == [#"sales_total{app="a"}"#: 1, #"sales_total{app="b"}"#: 1])
        #expect(metrics.leftOut.map(\.count) == [1])
    }

    /// Names that clash in every way, of apps in any order.
    @Test func whateverPluginsCallTheirMetricsThePageIsOne() throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        let names = ["a", "a_total", "a_sum", "a_count", "a_bucket", "a_created", "a_total_total"]
        let kinds: [MetricDescription.Kind] = [.counter, .gauge, .histogram]
        for _ in 0..<300 {
            var metrics = PluginMetrics(claimed: [])
            var given = 0
            for app in 0..<4 {
                for name in names.shuffled(using: &random).prefix(3) {
                    let kind = kinds.randomElement(using: &random) ?? .gauge
                    given += 1
                    metrics.add(try registry((kind, name, [:])), of: label("\(app)-\(name)"))
                }
            }
            let page = read(metrics)
            #expect(page.faults == [], "seed \(seed)")
            let leftOut = metrics.leftOut.reduce(0) { $0 + $1.count }
            let shown = Set(
                page.series.keys.compactMap { $0.split(separator: "\"").dropFirst().first })
            #expect(shown.count == given - leftOut, "seed \(seed)")
        }
    }
}
