/// What the requests of one app came to, since the process started.
public struct TrafficReport: Codable, Equatable, Sendable {
    /// Responses, the runtime's own for this app among them.
    public var requests: Int
    /// Those of them with a status of 500 or more.
    public var errors: Int
    /// Leases held now: `active_connections` over all generations.
    public var inFlight: Int
    public var bytesIn: Int
    public var bytesOut: Int
    /// 503s that the runtime answered for the app, by reason.
    public var refused: [String: Int]
    public var latency: LatencyReport

    enum CodingKeys: String, CodingKey {
        case requests, errors
        case inFlight = "in_flight"
        case bytesIn = "bytes_in"
        case bytesOut = "bytes_out"
        case refused, latency
    }

    public init(
        requests: Int, errors: Int, inFlight: Int, bytesIn: Int, bytesOut: Int,
        refused: [String: Int], latency: LatencyReport
    ) {
        self.requests = requests
        self.errors = errors
        self.inFlight = inFlight
        self.bytesIn = bytesIn
        self.bytesOut = bytesOut
        self.refused = refused
        self.latency = latency
    }
}
