/// One loaded copy of an app's plugin.
public struct GenerationReport: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        /// Staged, loaded or in `create`: no request reaches it yet.
        case loading
        case serving
        /// No new requests; waits for those in flight.
        case draining
        /// No request is in flight: it is destroyed and unloaded.
        case unloading
        /// A thread is inside its code past a deadline: mapped until that thread leaves.
        case parked
        /// It cannot leave the process.
        case pinned
    }

    public var id: UInt64
    public var state: State
    public var version: String
    public var buildID: String?
    /// `inline` or `lane`.
    public var execution: String
    /// As `nano-tools inspect` says it.
    public var unloadClass: String
    /// When it came into this state; RFC 3339, UTC.
    public var since: String
    /// Leases held now.
    public var activeConnections: Int
    public var lanes: LanesReport
    /// While it drains.
    public var drain: DrainReport?
    /// Why it is parked or pinned.
    public var reason: String?
    /// What holds it: told of one that drains or is parked, where a single app was asked for.
    public var requests: [HeldRequestReport]?
    /// Threads that are inside its code: told of one that drains or is parked, where a single app
    /// was asked for.
    public var threads: [HeldThreadReport]?
    /// Event loops that did not say in time which requests of theirs hold it.
    public var silentLoops: [String]?

    enum CodingKeys: String, CodingKey {
        case id, state, version
        case buildID = "build_id"
        case execution
        case unloadClass = "unload_class"
        case since
        case activeConnections = "active_connections"
        case lanes, drain, reason, requests, threads
        case silentLoops = "silent_loops"
    }

    public init(
        id: UInt64, state: State, version: String, buildID: String?, execution: String,
        unloadClass: String, since: String, activeConnections: Int, lanes: LanesReport,
        drain: DrainReport? = nil, reason: String? = nil, requests: [HeldRequestReport]? = nil,
        threads: [HeldThreadReport]? = nil, silentLoops: [String]? = nil
    ) {
        self.id = id
        self.state = state
        self.version = version
        self.buildID = buildID
        self.execution = execution
        self.unloadClass = unloadClass
        self.since = since
        self.activeConnections = activeConnections
        self.lanes = lanes
        self.drain = drain
        self.reason = reason
        self.requests = requests
        self.threads = threads
        self.silentLoops = silentLoops
    }
}
