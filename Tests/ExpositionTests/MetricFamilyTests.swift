import Exposition
import Testing

@Suite struct MetricFamilyTests {
    @Test(arguments: [
        ("requests", "requests"), ("requests_total", "requests"), ("_total", "_total"),
    ])
    func aCountersNameIsWithoutItsSuffix(given: String, name: String) {
        #expect(MetricFamily(given, .counter, "").name == name)
        #expect(MetricFamily(given, .gauge, "").name == given)
    }

    @Test func metricsWithALineInCommonMayNotMeet() {
        let counter = MetricFamily("sales", .counter, "")
        let clashing = [
            MetricFamily("sales_total", .counter, ""), MetricFamily("sales_total", .gauge, ""),
            MetricFamily("sales", .gauge, ""), MetricFamily("sales", .histogram, ""),
        ]
        for other in clashing { #expect(!counter.claims.isDisjoint(with: other.claims)) }
        let histogram = MetricFamily("sizes", .histogram, "")
        for suffix in ["bucket", "sum", "count"] {
            let other = MetricFamily("sizes_\(suffix)", .gauge, "")
            #expect(!histogram.claims.isDisjoint(with: other.claims))
        }
        #expect(histogram.claims.isDisjoint(with: counter.claims))
    }
}
