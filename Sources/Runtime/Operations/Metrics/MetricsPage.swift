// What `/metrics` answers. Counters are sharded, by app and event loop, and nobody adds them up but
// a scrape. It reads the board, atomics and a few locks that are held for a moment; no event loop
// and not the lifecycle thread is asked for anything. It runs on the operators' thread.

import Exposition

/// Makes the page of metrics, anew for each scrape.
struct MetricsPage: Sendable {
    let board: AppBoard
    let phase: ServerPhase
    let log: EventLog
    /// `nil` where requests are not logged.
    var accessLog: AccessLog?
    /// One an event loop.
    let counters: [LoopCounters]
    /// `MAJOR.MINOR`.
    let abi: String
    /// Client connections that are open, and those refused so far by reason.
    let connections: @Sendable () -> (open: Int, refused: [(reason: String, count: Int)])

    /// What a page of an app and of the process mostly stays below, in bytes.
    private static let appByteCount = 6_000
    private static let processByteCount = 8_000

    static let leftOut = MetricFamily(
        "nano_app_metrics_left_out", .gauge,
        "Series of the app's plugin that are missing here: their name is another metric's.")

    /// Names that are the runtime's.
    private static let claims: Set<String> = {
        let families = AppMetrics.all.map(\.family) + ProcessMetrics.all.map(\.family) + [leftOut]
        return families.reduce(into: []) { $0.formUnion($1.claims) }
    }()

    func write(_ format: ExpositionFormat) -> [UInt8] {
        let apps = board.all.map(AppReading.init)
        var writer = MetricWriter(
            format, byteCount: apps.count * Self.appByteCount + Self.processByteCount)
        let process = [processReading]
        for metric in ProcessMetrics.all { metric.write(process, to: &writer) }
        for metric in AppMetrics.all { metric.write(apps, to: &writer) }
        writePluginMetrics(apps, to: &writer)
        return writer.end()
    }

    private var processReading: ProcessReading {
        let connections = connections()
        return ProcessReading(
            abi: abi, isReady: phase.now == .ready, connectionCount: connections.open,
            refusedCounts: connections.refused, loops: counters,
            droppedLineCounts: droppedLineCounts, usage: .current)
    }

    private var droppedLineCounts: [(log: String, count: Int)] {
        let events = [(log: "events", count: log.droppedCount)]
        return events + (accessLog.map { [(log: "access", count: $0.lostCount)] } ?? [])
    }

    private func writePluginMetrics(_ apps: [AppReading], to writer: inout MetricWriter) {
        var metrics = PluginMetrics(claimed: Self.claims)
        for app in apps {
            guard let services = app.status.services else { continue }
            metrics.add(services.metrics.families, of: app.labels)
        }
        writer.begin(Self.leftOut)
        for (app, count) in metrics.leftOut { writer.add(app, count) }
        metrics.write(to: &writer)
    }
}

extension MetricsPage {
    /// The page as the control API asks for it.
    var source: MetricsSource {
        { accept in
            let format = ExpositionFormat(accept: accept)
            return (format.contentType, write(format))
        }
    }
}
