import Testing

@testable import Runtime

/// An app's series, through its generations.
@Suite struct MetricRegistryTests {
    typealias RegistrationError = MetricRegistry.RegistrationError

    private let registry = MetricRegistry()

    private func description(
        _ name: String, _ kind: MetricDescription.Kind = .counter, help: String = "",
        labels: [String: String] = [:], buckets: [Double] = []
    ) throws -> MetricDescription {
        try #require(
            MetricDescription(
                kind: kind, name: name, help: help,
                labels: labels.map { .init(name: $0.key, value: $0.value) }, buckets: buckets))
    }

    @Test func aSeriesGoesOnInTheNextGeneration() throws {
        let orders = try description("orders_total")
        let old = GenerationMetrics(registry: registry)
        let oldNumber = try old.register(orders)
        old.series(oldNumber)?.add(3)
        let new = GenerationMetrics(registry: registry)
        let newNumber = try new.register(orders)
        old.series(oldNumber)?.add(1)
        new.series(newNumber)?.add(2)
        #expect(registry.families.first?.series.first?.reading == .value(6))
    }

    @Test func aGenerationKnowsASeriesByOneNumber() throws {
        let metrics = GenerationMetrics(registry: registry)
        let first = try metrics.register(try description("a"))
        let second = try metrics.register(try description("a", labels: ["x": "1"]))
        #expect(try metrics.register(try description("a")) == first)
        #expect(first != second && first != 0)
        #expect(metrics.series(0) == nil && metrics.series(second + 1) == nil)
    }

    @Test func aNameIsOfOneKindAsLongAsAGenerationUsesIt() throws {
        var metrics: GenerationMetrics? = GenerationMetrics(registry: registry)
        _ = try metrics?.register(try description("a"))
        #expect(throws: RegistrationError.otherKind) {
            try registry.register(try description("a", .gauge, labels: ["x": "1"]))
        }
        metrics = nil
        _ = try registry.register(try description("a", .gauge))
        #expect(registry.families.map(\.kind) == [.gauge])
    }

    @Test func seriesThatNobodyUsesMakeRoom() throws {
        var metrics: GenerationMetrics? = GenerationMetrics(registry: registry)
        for number in 0..<MetricRegistry.seriesCountMax {
            _ = try metrics?.register(try description("a\(number)"))
        }
        #expect(throws: RegistrationError.tooMany) {
            try registry.register(try description("b"))
        }
        metrics = nil
        #expect(registry.families.count == MetricRegistry.seriesCountMax)
        _ = try registry.register(try description("b"))
        #expect(registry.families.map(\.name) == ["b"])
    }

    @Test func aHistogramCountsInBuckets() throws {
        let series = try registry.register(
            try description("seconds", .histogram, buckets: [1, 2.5]))
        for value in [0.5, 1, 2, 2.5, 3, -1] { series.observe(value) }
        #expect(series.reading == .histogram(counts: [3, 2, 1], sum: 8))
    }

    @Test func withOtherBucketsAHistogramBeginsAnew() throws {
        let old = try registry.register(try description("s", .histogram, buckets: [1]))
        old.observe(0)
        let new = try registry.register(try description("s", .histogram, buckets: [2]))
        #expect(new !== old)
        #expect(
            registry.families.first?.series.first?.reading == .histogram(counts: [0, 0], sum: 0))
    }

    @Test func familiesAndSeriesComeByNameAndTheLastHelpCounts() throws {
        _ = try registry.register(try description("b", help: "old", labels: ["x": "2"]))
        _ = try registry.register(try description("b", help: "new", labels: ["x": "1"]))
        _ = try registry.register(try description("a", .gauge))
        let families = registry.families
        #expect(families.map(\.name) == ["a", "b"])
        #expect(families[1].help == "new")
        #expect(families[1].series.map { $0.labels[0].value } == ["1", "2"])
    }

    @Test func noUpdateOfAnyThreadIsLost() throws {
        let metrics = GenerationMetrics(registry: registry)
        let counter = try metrics.register(try description("c"))
        let histogram = try metrics.register(try description("h", .histogram, buckets: [10]))
        let done = Recorder<Int>()
        for number in 0..<4 {
            _ = try NamedThread("counting") {
                for _ in 0..<1_000 {
                    metrics.series(counter)?.add(1)
                    metrics.series(histogram)?.observe(2)
                    _ = try? metrics.register(MetricDescription(kind: .gauge, name: "g\(number)")!)
                }
                done.add(number)
            }
        }
        #expect(done.waitFor(4).count == 4)
        #expect(metrics.series(counter)?.reading == .value(4_000))
        #expect(metrics.series(histogram)?.reading == .histogram(counts: [4_000, 0], sum: 8_000))
    }
}
