import Exposition
import Testing

@Suite struct MetricFamilyTests {
    @Test func aFamilyKeepsItsSeriesInOrder() {
        let family = MetricFamily(
            "nano_requests", .counter, "Responses.",
            [
                MetricSample([("code", "200")], .number(2)),
                MetricSample([("code", "404")], .number(1)),
            ])
        #expect(family.series.map { $0.labels[0].value } == ["200", "404"])
    }
}
