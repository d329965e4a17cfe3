import Exposition
import TestSupport
import Testing

@Suite struct MetricWriterTests {
    private static let bounds = HistogramBounds([0.00005, 0.005, 1, 2.5])

    /// A metric of every kind.
    private static func page(_ format: ExpositionFormat) -> String {
        var writer = MetricWriter(format)
        let app = MetricLabels("app", "hello")
        writer.begin(MetricFamily("requests", .counter, "Responses."))
        writer.add(app.adding("code", "200"), 12)
        writer.add(app.adding("code", "404"), 1)
        writer.begin(MetricFamily("never", .gauge, "Without a series."))
        writer.begin(MetricFamily("memory_bytes", .gauge, "Memory."))
        writer.add(.none, 4_096)
        writer.begin(MetricFamily("time_seconds", .histogram, "Time."))
        writer.add(app, Self.bounds, counts: [1, 2, 0, 4, 5], sum: 0.25)
        writer.begin(MetricFamily("load_seconds", .summary, "Loads."))
        writer.add(.none, count: 3, sum: 1.5)
        writer.begin(MetricFamily("build", .info, "Build."))
        writer.add(MetricLabels("version", "1.0"))
        return String(decoding: writer.end(), as: UTF8.self)
    }

    @Test func textNamesCountersAsTheirLines() {
        #expect(
            Self.page(.text) == """
                # HELP requests_total Responses.
                # TYPE requests_total counter
                requests_total{app="hello",code="200"} 12
                requests_total{app="hello",code="404"} 1
                # HELP memory_bytes Memory.
                # TYPE memory_bytes gauge
                memory_bytes 4096
                # HELP time_seconds Time.
                # TYPE time_seconds histogram
                time_seconds_bucket{app="hello",le="5e-05"} 1
                time_seconds_bucket{app="hello",le="0.005"} 3
                time_seconds_bucket{app="hello",le="1"} 3
                time_seconds_bucket{app="hello",le="2.5"} 7
                time_seconds_bucket{app="hello",le="+Inf"} 12
                time_seconds_sum{app="hello"} 0.25
                time_seconds_count{app="hello"} 12
                # HELP load_seconds Loads.
                # TYPE load_seconds summary
                load_seconds_sum 1.5
                load_seconds_count 3
                # HELP build_info Build.
                # TYPE build_info gauge
                build_info{version="1.0"} 1

                """)
    }

    @Test func openMetricsNamesFamiliesUnitsAndItsEnd() {
        #expect(
            Self.page(.openMetrics) == """
                # HELP requests Responses.
                # TYPE requests counter
                requests_total{app="hello",code="200"} 12
                requests_total{app="hello",code="404"} 1
                # HELP memory_bytes Memory.
                # TYPE memory_bytes gauge
                # UNIT memory_bytes bytes
                memory_bytes 4096
                # HELP time_seconds Time.
                # TYPE time_seconds histogram
                # UNIT time_seconds seconds
                time_seconds_bucket{app="hello",le="5e-05"} 1
                time_seconds_bucket{app="hello",le="0.005"} 3
                time_seconds_bucket{app="hello",le="1.0"} 3
                time_seconds_bucket{app="hello",le="2.5"} 7
                time_seconds_bucket{app="hello",le="+Inf"} 12
                time_seconds_sum{app="hello"} 0.25
                time_seconds_count{app="hello"} 12
                # HELP load_seconds Loads.
                # TYPE load_seconds summary
                # UNIT load_seconds seconds
                load_seconds_sum 1.5
                load_seconds_count 3
                # HELP build Build.
                # TYPE build info
                build_info{version="1.0"} 1
                # EOF

                """)
    }

    @Test(arguments: [
        (0.0, "0"), (-0.5, "-0.5"), (3, "3"), (-7, "-7"), (1e15, "1000000000000000"),
        (1e16, "1e+16"), (1e-7, "1e-07"), (.infinity, "+Inf"), (-.infinity, "-Inf"), (.nan, "NaN"),
        (0.1 + 0.2, "0.30000000000000004"),
    ])
    func aNumberIsWrittenSoThatItReadsBack(number: Double, text: String) {
        var writer = MetricWriter(.text)
        writer.begin(MetricFamily("n", .gauge, ""))
        writer.add(.none, number)
        #expect(String(decoding: writer.end(), as: UTF8.self).hasSuffix("\nn \(text)\n"))
    }

    @Test func integersAreWrittenAsTheyAre() {
        for number in [0, 9, 10, -1, 1_234_567_890, .max, .min] {
            var writer = MetricWriter(.text)
            writer.begin(MetricFamily("n", .gauge, ""))
            writer.add(.none, number)
            #expect(String(decoding: writer.end(), as: UTF8.self).hasSuffix("\nn \(number)\n"))
        }
    }

    @Test(arguments: ExpositionFormat.allCases)
    func aHostileHelpTextStaysOnItsLine(format: ExpositionFormat) {
        var writer = MetricWriter(format)
        writer.begin(MetricFamily("n", .gauge, "a \"b\"\n# TYPE n counter\\"))
        writer.add(.none, 1)
        let quote = format == .openMetrics ? #"\""# : "\""
        let lines = String(decoding: writer.end(), as: UTF8.self).split(separator: "\n")
        #expect(lines[0] == #"# HELP n a \#(quote)b\#(quote)\n# TYPE n counter\\"#)
        #expect(lines[1] == "# TYPE n gauge")
        #expect(lines[2] == "n 1")
    }

    /// Texts of the bytes that the formats are made of, and of others.
    @Test func whatALabelSaysReadsBack() throws {
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        let pieces = [
            "\"", "\\", "\n", "\\n", "{", "}", ",", "=", " ", "a", "é", "\0", "\r", "# EOF",
        ]
        for _ in 0..<2_000 {
            let texts = (0..<2).map { _ in
                (0..<Int.random(in: 0...6, using: &random))
                    .map { _ in pieces.randomElement(using: &random) ?? "" }.joined()
            }
            var writer = MetricWriter(
                ExpositionFormat.allCases.randomElement(using: &random) ?? .text)
            writer.begin(MetricFamily("n", .gauge, "N."))
            writer.add(MetricLabels("one", texts[0]).adding("two", texts[1]), 7)
            let line = try #require(
                String(decoding: writer.end(), as: UTF8.self).split(separator: "\n").first {
                    !$0.hasPrefix("#")
                }, "seed \(seed)")
            let series = try #require(ReadSeries(line), "seed \(seed): \(line)")
            #expect(series.name == "n" && series.number == 7, "seed \(seed)")
            #expect(series.labels == [["one", texts[0]], ["two", texts[1]]], "seed \(seed)")
        }
    }
}
