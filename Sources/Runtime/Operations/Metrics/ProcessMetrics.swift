// What is told of the process.

import Exposition

/// The metrics of the process. The names that begin with `process_` are those that the client
/// libraries of Prometheus have for the same things.
enum ProcessMetrics {
    static let all = server + loops + process

    private static let server: [Metric<ProcessReading>] = [
        Metric("nano_build", .info, "The version of nano, and of the plugin interface.") {
            $1.add(MetricLabels("version", Version.text).adding("abi", $0.abi))
        },
        Metric("nano_ready", .gauge, "1 while the process serves and is not about to stop.") {
            $1.add(.none, $0.isReady ? 1 : 0)
        },
        Metric("nano_connections", .gauge, "Client connections that are open.") {
            $1.add(.none, $0.connectionCount)
        },
        Metric(
            "nano_connections_refused", .counter,
            "Client connections that were reset at once, by the limit that was reached."
        ) { process, writer in
            for (reason, count) in process.refusedCounts {
                writer.add(MetricLabels("reason", reason), count)
            }
        },
        Metric(
            "nano_log_lines_dropped", .counter, "Lines that nobody read in time, by log."
        ) { process, writer in
            for (log, count) in process.droppedLineCounts {
                writer.add(MetricLabels("log", log), count)
            }
        },
    ]

    private static let loops: [Metric<ProcessReading>] = [
        Metric(
            "nano_event_loop_lag_seconds", .gauge,
            "How late an event loop was for the last second that it counted."
        ) { process, writer in
            for (index, loop) in process.loops.enumerated() {
                writer.add(label(index), Double(loop.lagNanoseconds) / 1e9)
            }
        },
        Metric(
            "nano_event_loop_requests", .counter, "Responses that an event loop has begun."
        ) { process, writer in
            for (index, loop) in process.loops.enumerated() {
                writer.add(label(index), loop.requests)
            }
        },
        Metric(
            "nano_unrouted_responses", .counter,
            "Responses to requests that are no app's: malformed ones, and those of unknown hosts."
        ) { process, writer in
            let meters = process.loops.reduce(into: AppMeter.Reading()) { $1.unrouted.add(to: &$0) }
            for (slot, count) in meters.responses.enumerated() where count > 0 {
                writer.add(AppMetrics.codes[slot], count)
            }
        },
    ]

    private static func label(_ loop: Int) -> MetricLabels {
        MetricLabels("loop", "\(loop)")
    }

    private static let process: [Metric<ProcessReading>] = [
        Metric("process_cpu_seconds", .counter, "Processor time spent.") {
            $1.add(.none, $0.usage.processorSeconds)
        },
        Metric("process_open_fds", .gauge, "Open file descriptors.") {
            $1.add(.none, $0.usage.descriptorCount)
        },
        Metric("process_max_fds", .gauge, "How many file descriptors may be open.") {
            $1.add(.none, $0.usage.descriptorCountMax)
        },
        Metric("process_resident_memory_bytes", .gauge, "Memory that is resident.") {
            $1.add(.none, $0.usage.residentBytes)
        },
        Metric("process_virtual_memory_bytes", .gauge, "Memory that is mapped.") {
            $1.add(.none, $0.usage.virtualBytes)
        },
        Metric("process_start_time_seconds", .gauge, "When the process started, since 1970.") {
            $1.add(.none, $0.usage.startSeconds)
        },
        Metric("process_threads", .gauge, "Threads of the process, also those of plugins.") {
            $1.add(.none, $0.usage.threadCount)
        },
    ]
}
