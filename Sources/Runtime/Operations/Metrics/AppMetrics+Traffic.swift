// What is told of an app's requests.

import Exposition

extension AppMetrics {
    private static let bounds = HistogramBounds(
        AppMeter.boundsNanoseconds.map { Double($0) / 1e9 })
    /// By `StatusSlot`.
    static let codes = (0..<StatusSlot.count).map { MetricLabels("code", StatusSlot.label(at: $0)) }
    private static let refusals = RefusalReason.allCases.map { MetricLabels("reason", $0.label) }

    static let traffic: [Metric<AppReading>] = [
        Metric(
            "nano_http_requests", .counter,
            "Responses that have ended; what has no registered status counts as 2xx or the like."
        ) { app, writer in
            for (slot, count) in app.meters.responses.enumerated() where count > 0 {
                writer.add(app.labels, and: codes[slot], count)
            }
        },
        Metric(
            "nano_http_requests_in_flight", .gauge,
            "Requests that are under way."
        ) { app, writer in writer.add(app.labels, app.active) },
        Metric(
            "nano_http_request_duration_seconds", .histogram,
            "From a request's head to the end of its response."
        ) { app, writer in
            writer.add(
                app.labels, bounds, counts: app.meters.durations.map(UInt64.init),
                sum: Double(app.meters.nanoseconds) / 1e9)
        },
        Metric("nano_http_request_bytes", .counter, "Of requests, head and body.") {
            $1.add($0.labels, $0.meters.bytesIn)
        },
        Metric("nano_http_response_bytes", .counter, "Of responses, head and body.") {
            $1.add($0.labels, $0.meters.bytesOut)
        },
        Metric(
            "nano_app_unavailable", .counter,
            "Requests that the runtime answered with 503, by reason."
        ) { app, writer in
            for (reason, count) in app.meters.refusals.enumerated() where count > 0 {
                writer.add(app.labels, and: refusals[reason], count)
            }
        },
    ]
}
