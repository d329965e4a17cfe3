/// The process: `GET /status`.
public struct StatusReport: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        /// The first look at the plugins is under way: no connection is accepted.
        case starting
        case ready
        /// It is about to stop, and serves on until load balancers know.
        case lameDuck = "lame_duck"
        /// It drains.
        case stopping
    }

    public var state: State
    public var version: String
    public var pid: Int
    public var uptimeSeconds: Int
    /// Address and port that apps are served on.
    public var address: String
    public var connections: Int
    public var connectionsRefused: Int
    public var requests: Int
    public var errors: Int
    public var residentBytes: Int
    /// Events and access log lines that were dropped, because nobody took them in time.
    public var logLinesDropped: Int
    /// How many apps are in each state that any is in.
    public var apps: [String: Int]
    /// How many generations are in each state that any is in.
    public var generations: [String: Int]
    public var loops: [LoopReport]

    enum CodingKeys: String, CodingKey {
        case state, version, pid
        case uptimeSeconds = "uptime_s"
        case address, connections
        case connectionsRefused = "connections_refused"
        case requests, errors
        case residentBytes = "resident_bytes"
        case logLinesDropped = "log_lines_dropped"
        case apps, generations, loops
    }

    public init(
        state: State, version: String, pid: Int, uptimeSeconds: Int, address: String,
        connections: Int, connectionsRefused: Int, requests: Int, errors: Int,
        residentBytes: Int, logLinesDropped: Int, apps: [String: Int],
        generations: [String: Int], loops: [LoopReport]
    ) {
        self.state = state
        self.version = version
        self.pid = pid
        self.uptimeSeconds = uptimeSeconds
        self.address = address
        self.connections = connections
        self.connectionsRefused = connectionsRefused
        self.requests = requests
        self.errors = errors
        self.residentBytes = residentBytes
        self.logLinesDropped = logLinesDropped
        self.apps = apps
        self.generations = generations
        self.loops = loops
    }
}
