/// A soak as a picture: latencies over time with a line at each swap, and below it the runtime's
/// memory and images after each swap.
struct SoakChart {
    private static let bucketCount = 150

    private let report: SoakReport
    private let start: UInt64
    private let end: UInt64

    init(_ report: SoakReport) {
        self.report = report
        start = report.load.samples.first?.startNanoseconds ?? 0
        end = max(start + 1, report.load.samples.last?.endNanoseconds ?? 0)
    }

    /// The whole document.
    var svg: String {
        let panels = [
            latencyPanel.svg(top: 40, height: 240), memoryPanel.svg(top: 340, height: 110),
            imagePanel.svg(top: 500, height: 60),
        ]
        return """
            <svg xmlns="http://www.w3.org/2000/svg" width="900" height="600" \
            viewBox="0 0 900 600" font-family="sans-serif" font-size="12">
            <rect width="900" height="600" fill="white"/>
            \(panels.joined(separator: "\n"))
            </svg>

            """
    }

    private var latencyPanel: ChartPanel {
        let buckets = buckets()
        let p50 = buckets.map { ($0.seconds, ($0.latencies.microseconds(50) ?? 0) / 1_000) }
        let p99 = buckets.map { ($0.seconds, ($0.latencies.microseconds(99) ?? 0) / 1_000) }
        return ChartPanel(
            title: "Latency in ms: p50 (blue), p99 (red); a line at each swap",
            xMax: Double(end - start) / 1e9, xUnit: "s",
            series: [.init(color: "#c0392b", points: p99), .init(color: "#2471a3", points: p50)],
            marks: report.swaps.map { seconds(at: $0.startNanoseconds) })
    }

    private var memoryPanel: ChartPanel {
        panel("The runtime's resident memory in MiB after each swap", "#1e8449") {
            Double($0.residentBytes) / Double(1 << 20)
        }
    }

    private var imagePanel: ChartPanel {
        panel("Mapped images of the plugin after each swap", "#7d3c98") { Double($0.imageCount) }
    }

    private func panel(
        _ title: String, _ color: String, _ value: (SwapRecord) -> Double
    ) -> ChartPanel {
        let points = report.swaps.enumerated().map { (Double($0 + 1), value($1)) }
        return ChartPanel(
            title: title, xMax: Double(report.swaps.count), xUnit: "swaps",
            series: [.init(color: color, points: points)], marks: [])
    }

    private func seconds(at nanoseconds: UInt64) -> Double {
        nanoseconds > start ? Double(nanoseconds - start) / 1e9 : 0
    }

    /// Samples by the time of their ends, in parts of equal length; empty parts are left out.
    private func buckets() -> [(seconds: Double, latencies: Latencies)] {
        let length = Double(end - start) / 1e9 / Double(Self.bucketCount)
        let parts = Dictionary(grouping: report.load.samples) { sample in
            min(Self.bucketCount - 1, Int(seconds(at: sample.endNanoseconds) / length))
        }
        return parts.sorted { $0.key < $1.key }.map { part, samples in
            ((Double(part) + 0.5) * length, Latencies(samples))
        }
    }
}
