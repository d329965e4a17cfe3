import ControlAPI

/// One app between two samples.
struct TopRow: Equatable {
    let name: String
    let state: AppReport.State
    let generation: UInt64?
    let requestsPerSecond: Double
    let errorsPerSecond: Double
    /// 503s that the runtime answered for it.
    let refusedPerSecond: Double
    let inFlight: Int
    let p50: LatencyEstimate?
    let p99: LatencyEstimate?

    /// - Parameters:
    ///   - before: the app in the earlier sample; nil where it is new.
    ///   - seconds: the time between the two.
    init(_ app: AppReport, since before: AppReport?, seconds: Double) {
        let now = app.traffic
        let then = before?.traffic
        func rate(_ count: Int, _ earlier: Int?) -> Double {
            // In a process that has started anew, counts begin again.
            guard let earlier, earlier <= count, seconds > 0 else { return 0 }
            return Double(count - earlier) / seconds
        }
        name = app.name
        state = app.state
        generation = app.servingGeneration
        requestsPerSecond = rate(now.requests, then?.requests)
        errorsPerSecond = rate(now.errors, then?.errors)
        refusedPerSecond = rate(
            now.refused.values.reduce(0, +), then?.refused.values.reduce(0, +))
        inFlight = now.inFlight
        let latency = then.map { now.latency.since($0.latency) }
        p50 = latency?.quantile(0.5)
        p99 = latency?.quantile(0.99)
    }
}
