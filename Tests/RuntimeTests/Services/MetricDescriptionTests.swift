import Testing

@testable import Runtime

/// What Prometheus takes, and what is the host's own.
@Suite struct MetricDescriptionTests {
    typealias Label = MetricDescription.Label

    private static let long = String(repeating: "n", count: 129)

    @Test(arguments: ["orders_total", "a", "_x9", "app:requests:rate5m", ":"])
    func takesNames(name: String) {
        #expect(MetricDescription(kind: .counter, name: name) != nil)
    }

    @Test(arguments: ["", "9a", "a-b", "a b", "ä", "nano_requests", long])
    func refusesNames(name: String) {
        #expect(MetricDescription(kind: .counter, name: name) == nil)
    }

    @Test(arguments: ["", "9a", "a:b", "__a", "app", "le", "ö", long])
    func refusesLabels(name: String) {
        let labels = [Label(name: name, value: "v")]
        #expect(MetricDescription(kind: .counter, name: "a", labels: labels) == nil)
    }

    @Test func sortsLabelsAndRefusesTwoOfOneName() {
        let labels = [Label(name: "b", value: "1"), Label(name: "a", value: "2")]
        let description = MetricDescription(kind: .gauge, name: "a", labels: labels)
        #expect(description?.labels.map(\.name) == ["a", "b"])
        let twice = labels + [Label(name: "a", value: "3")]
        #expect(MetricDescription(kind: .gauge, name: "a", labels: twice) == nil)
    }

    @Test(arguments: [[1, 1], [2, 1], [.nan], [1, .infinity], Array(repeating: 0, count: 33)])
    func refusesBuckets(buckets: [Double]) {
        #expect(MetricDescription(kind: .histogram, name: "a", buckets: buckets) == nil)
    }

    @Test func onlyHistogramsHaveBuckets() {
        #expect(MetricDescription(kind: .counter, name: "a", buckets: [1]) == nil)
        #expect(MetricDescription(kind: .histogram, name: "a", buckets: []) != nil)
    }
}
