import Configuration
import Exposition
import Testing

@testable import Runtime

/// What a scrape tells of a board that the tests have written.
@Suite struct MetricsPageTests {
    private let board = AppBoard()
    private let phase = ServerPhase()
    private let counters = [LoopCounters(), LoopCounters()]
    private let admission = Admission()
    private let pipe: LogPipe

    init() throws {
        pipe = try LogPipe()
    }

    private var metrics: MetricsPage {
        MetricsPage(
            board: board, phase: phase, log: pipe.log, counters: counters, abi: "1.0",
            connections: { [admission] in (admission.openCount, admission.refusedCounts) })
    }

    private var page: ReadPage { ReadPage(metrics.write(.text)) }

    private func set(_ name: String, _ change: (inout AppStatus) -> Void = { _ in }) throws {
        let name = try AppName(name)
        var status = AppStatus(name: name, path: "/apps/\(name).so")
        status.meters = AppMeters(app: "a", loopCount: 2)
        change(&status)
        board.set(status, for: name)
    }

    private func generation(_ number: UInt64, _ state: GenerationStatus.State) -> GenerationStatus {
        GenerationStatus(
            id: GenerationID(number), state: state, version: "1.\(number)", unloadClass: "clean",
            sinceUnixSeconds: 0)
    }

    @Test func requestsOfAllLoopsAreAddedUp() throws {
        try set("shop") { status in
            let loops = status.meters?.loops ?? []
            loops[0].count(status: 200, nanoseconds: 2_000_000, bytesIn: 100, bytesOut: 10)
            loops[1].count(status: 200, nanoseconds: 20_000, bytesIn: 100, bytesOut: 10)
            loops[1].count(status: 503, nanoseconds: 0, bytesIn: 50, bytesOut: 5)
            loops[1].refuse(.noThread)
        }
        let page = page
        #expect(page.faults == [])
        #expect(
            page.series(of: "nano_http_requests_total") == [
                #"nano_http_requests_total{app="shop",code="200"}"#: 2,
                #"nano_http_requests_total{app="shop",code="503"}"#: 1,
            ])
        #expect(page.series[#"nano_http_request_bytes_total{app="shop"}"#] == 250)
        #expect(page.series[#"nano_http_response_bytes_total{app="shop"}"#] == 25)
        #expect(
            page.series(of: "nano_app_unavailable_total") == [
                #"nano_app_unavailable_total{app="shop",reason="no_thread"}"#: 1
            ])
        let duration = "nano_http_request_duration_seconds"
        #expect(page.series[#"\#(duration)_bucket{app="shop",le="1e-05"}"#] == 1)
        #expect(page.series[#"\#(duration)_bucket{app="shop",le="5e-05"}"#] == 2)
        #expect(page.series[#"\#(duration)_bucket{app="shop",le="+Inf"}"#] == 3)
        #expect(page.series[#"\#(duration)_count{app="shop"}"#] == 3)
        #expect(page.series[#"\#(duration)_sum{app="shop"}"#] == 0.00202)
        #expect(page.types[duration] == "histogram")
    }

    @Test func whatHappenedToAnAppIsTold() throws {
        try set("shop") { status in
            status.state = .quarantined
            status.counts.loads = 1
            status.counts.swaps = 4
            status.counts.loadFailures = [.preflight: 2, .create: 1]
            status.counts.faults = 3
            status.counts.hangs = 1
            status.counts.drains = 4
            status.counts.drainMicroseconds = 2_500_000
            status.counts.drainTimeouts = 1
            status.counts.timedLoads = 5
            status.counts.loadMicroseconds = 1_000
        }
        let page = page
        let app = #"{app="shop"}"#
        let expected: [String: Double] = [
            "nano_app_loads_total\(app)": 1, "nano_app_swaps_total\(app)": 4,
            #"nano_app_load_failures_total{app="shop",reason="preflight"}"#: 2,
            #"nano_app_load_failures_total{app="shop",reason="create"}"#: 1,
            "nano_app_faults_total\(app)": 3, "nano_app_hangs_total\(app)": 1,
            "nano_app_drain_duration_seconds_count\(app)": 4,
            "nano_app_drain_duration_seconds_sum\(app)": 2.5,
            "nano_app_drain_timeouts_total\(app)": 1,
            "nano_app_load_duration_seconds_count\(app)": 5,
            "nano_app_load_duration_seconds_sum\(app)": 0.001,
        ]
        for (name, number) in expected { #expect(page.series[name] == number, "\(name)") }
        let failures = page.series(of: "nano_app_load_failures_total")
        #expect(failures.count == AppCounts.LoadStep.allCases.count)
        #expect(failures.values.reduce(0, +) == 3)
    }

    @Test func anAppIsInOneStateAndItsGenerationsInMany() throws {
        try set("shop") { status in
            status.state = .serving
            status.serving = GenerationID(7)
            status.generations = [
                generation(5, .parked), generation(6, .pinned), generation(7, .serving),
            ]
            status.pinnedCount = 80
        }
        let page = page
        let states = page.series(of: "nano_app_state")
        #expect(states.count == AppStatus.State.allCases.count)
        #expect(states.filter { $0.value == 1 }.keys.contains { $0.contains("serving") })
        #expect(states.values.reduce(0, +) == 1)
        let generations = { (state: String) in
            page.series[#"nano_app_generations{app="shop",state="\#(state)"}"#]
        }
        #expect(generations("serving") == 1)
        #expect(generations("parked") == 1)
        #expect(generations("pinned") == 80)
        #expect(generations("draining") == 0)
        #expect(page.series[#"nano_app_serving_generation{app="shop"}"#] == 7)
        #expect(page.series[#"nano_app_info{app="shop",version="1.7",execution="lane"}"#] == 1)
    }

    @Test func anAppThatIsForgottenVanishes() throws {
        try set("shop")
        #expect(!page.series(of: "nano_app_loads_total").isEmpty)
        board.set(nil, for: try AppName("shop"))
        #expect(!page.series.keys.contains { $0.contains("shop") })
    }

    @Test func theProcessIsToldWithItsLoops() throws {
        phase.advance(to: .ready)
        counters[0].countResponse(status: 200)
        counters[1].ticked(at: 1, lagNanoseconds: 250_000_000, connectionCount: 3)
        counters[1].unrouted.count(status: 404, nanoseconds: 1, bytesIn: 1, bytesOut: 1)
        var limits = Limits()
        limits.connectionCountMax = 1
        let seat = admission.seat(for: nil, limits)
        let isRefused = admission.seat(for: nil, limits) == nil
        #expect(isRefused)
        let page = page
        let expected: [String: Double] = [
            "nano_ready": 1, "nano_connections": 1,
            #"nano_connections_refused_total{reason="max_connections"}"#: 1,
            #"nano_connections_refused_total{reason="max_connections_per_address"}"#: 0,
            #"nano_event_loop_requests_total{loop="0"}"#: 1,
            #"nano_event_loop_requests_total{loop="1"}"#: 0,
            #"nano_event_loop_lag_seconds{loop="1"}"#: 0.25,
            #"nano_unrouted_responses_total{code="404"}"#: 1,
            #"nano_log_lines_dropped_total{log="events"}"#: 0,
            #"nano_build_info{version="\#(Version.text)",abi="1.0"}"#: 1,
        ]
        for (name, number) in expected { #expect(page.series[name] == number, "\(name)") }
        _ = consume seat
        let positive = [
            "process_cpu_seconds_total", "process_open_fds", "process_max_fds",
            "process_resident_memory_bytes", "process_virtual_memory_bytes",
            "process_start_time_seconds", "process_threads",
        ]
        for name in positive { #expect(page.series[name] ?? 0 > 0, "\(name)") }
    }

    @Test func metricsOfAPluginHaveItsAppsLabel() throws {
        let services = AppServices(storeBytesMax: 0)
        let description = try #require(
            MetricDescription(
                kind: .counter, name: "sales", help: "Sold.",
                labels: [MetricDescription.Label(name: "by", value: "a\"\n")]))
        try services.metrics.register(description).add(3)
        try set("shop") { $0.services = services }
        let page = page
        #expect(page.series[#"sales_total{app="shop",by="a\"\n"}"#] == 3)
        #expect(page.types["sales_total"] == "counter")
    }

    @Test func noTwoMetricsOfTheRuntimeHaveALineInCommon() {
        let families = AppMetrics.all.map(\.family) + ProcessMetrics.all.map(\.family)
        let claims = families.flatMap(\.claims)
        #expect(Set(claims).count == claims.count)
    }

    @Test func anEmptyBoardMakesAWholePage() {
        #expect(String(decoding: metrics.write(.openMetrics), as: UTF8.self).hasSuffix("# EOF\n"))
        #expect(!page.series.isEmpty)
    }
}
