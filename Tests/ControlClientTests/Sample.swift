import ControlAPI

/// Reports to change what a test is about.
enum Sample {
    static let latency = LatencyReport(
        boundsSeconds: [0.001, 0.01, 0.1], counts: [0, 0, 0, 0], sumSeconds: 0)

    static let settings = AppSettingsReport(
        drainTimeoutSeconds: 30, timeoutMilliseconds: 5_000, maxBodyBytes: 1 << 20,
        laneCountMax: 4, queueCountMax: 1_000, concurrencyMax: 0, requestsPerSecondMax: 0,
        faultCountMax: 3, storeBytesMax: 16 << 20, environmentNames: [])

    static func traffic(
        _ requests: Int = 0, errors: Int = 0, latencyCounts: [Int] = [0, 0, 0, 0]
    ) -> TrafficReport {
        var latency = latency
        latency.counts = latencyCounts
        return TrafficReport(
            requests: requests, errors: errors, inFlight: 0, bytesIn: 0, bytesOut: 0, refused: [:],
            latency: latency)
    }

    static func app(
        _ name: String = "hello", state: AppReport.State = .serving,
        traffic: TrafficReport = traffic(), generations: [GenerationReport] = []
    ) -> AppReport {
        AppReport(
            name: name, state: state, source: .directory, path: "/srv/\(name).so",
            hostnames: [name, "\(name).localhost"], version: "1.0.0", servingGeneration: 1,
            traffic: traffic,
            counts: AppCountsReport(loads: 1, swaps: 0, loadFailures: 0, faults: 0, hangs: 0),
            settings: settings, generations: generations)
    }

    static func generation(
        _ id: UInt64, _ state: GenerationReport.State, active: Int = 0, drain: DrainReport? = nil,
        reason: String? = nil
    ) -> GenerationReport {
        GenerationReport(
            id: id, state: state, version: "1.0.0", buildID: "0123456789abcdef", execution: "lane",
            unloadClass: "unloadable", since: "2026-01-02T03:04:05Z", activeConnections: active,
            lanes: LanesReport(threads: 2, queued: 0), drain: drain, reason: reason)
    }

    static let status = StatusReport(
        state: .ready, version: "0.6.0", pid: 42, uptimeSeconds: 192, address: "127.0.0.1:8080",
        connections: 3, connectionsRefused: 0, requests: 1_000, errors: 0,
        residentBytes: 12 << 20, logLinesDropped: 0, apps: ["serving": 2, "drained": 1],
        generations: ["serving": 2],
        loops: [LoopReport(name: "loop-0", requests: 1_000, connections: 3, lagMilliseconds: 0.1)])
}
