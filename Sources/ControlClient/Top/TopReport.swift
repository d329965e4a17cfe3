import ControlAPI

/// What `nano-runtime top --json` prints.
public struct TopReport: Encodable, Sendable {
    struct App: Encodable, Sendable {
        let name: String
        let state: AppReport.State
        let generation: UInt64?
        let requestsPerSecond: Double
        let errorsPerSecond: Double
        let refusedPerSecond: Double
        let inFlight: Int
        /// Nil without requests; the bound of the last bucket where they took longer.
        let p50Seconds: Double?
        let p99Seconds: Double?

        enum CodingKeys: String, CodingKey {
            case name, state, generation
            case requestsPerSecond = "requests_per_s"
            case errorsPerSecond = "errors_per_s"
            case refusedPerSecond = "refused_per_s"
            case inFlight = "in_flight"
            case p50Seconds = "p50_s"
            case p99Seconds = "p99_s"
        }

        init(_ row: TopRow) {
            name = row.name
            state = row.state
            generation = row.generation
            requestsPerSecond = row.requestsPerSecond
            errorsPerSecond = row.errorsPerSecond
            refusedPerSecond = row.refusedPerSecond
            inFlight = row.inFlight
            p50Seconds = row.p50?.seconds
            p99Seconds = row.p99?.seconds
        }
    }

    let seconds: Double
    let status: StatusReport?
    let apps: [App]

    enum CodingKeys: String, CodingKey {
        case seconds = "interval_s"
        case status, apps
    }
}
