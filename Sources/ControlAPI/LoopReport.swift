/// One event loop.
public struct LoopReport: Codable, Equatable, Sendable {
    public var name: String
    public var requests: Int
    public var connections: Int
    /// How late its last turn of a second was: what it was held up by.
    public var lagMilliseconds: Double

    enum CodingKeys: String, CodingKey {
        case name, requests, connections
        case lagMilliseconds = "lag_ms"
    }

    public init(name: String, requests: Int, connections: Int, lagMilliseconds: Double) {
        self.name = name
        self.requests = requests
        self.connections = connections
        self.lagMilliseconds = lagMilliseconds
    }
}
