/// What holds for one app, every default filled in: the keys of its entry. Values of `env` are not
/// told, as they may be secrets.
public struct AppSettingsReport: Codable, Equatable, Sendable {
    public var drainTimeoutSeconds: Double
    public var timeoutMilliseconds: Int
    public var maxBodyBytes: Int
    public var laneCountMax: Int
    public var queueCountMax: Int
    public var concurrencyMax: Int
    public var requestsPerSecondMax: Int
    public var faultCountMax: Int
    public var storeBytesMax: Int
    /// The names of the variables that the app can read.
    public var environmentNames: [String]

    enum CodingKeys: String, CodingKey {
        case drainTimeoutSeconds = "drain_timeout_s"
        case timeoutMilliseconds = "timeout_ms"
        case maxBodyBytes = "max_body_bytes"
        case laneCountMax = "threads"
        case queueCountMax = "queue_max"
        case concurrencyMax = "max_concurrency"
        case requestsPerSecondMax = "max_requests_per_s"
        case faultCountMax = "max_faults"
        case storeBytesMax = "kv_max_bytes"
        case environmentNames = "env_names"
    }

    public init(
        drainTimeoutSeconds: Double, timeoutMilliseconds: Int, maxBodyBytes: Int,
        laneCountMax: Int, queueCountMax: Int, concurrencyMax: Int, requestsPerSecondMax: Int,
        faultCountMax: Int, storeBytesMax: Int, environmentNames: [String]
    ) {
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.timeoutMilliseconds = timeoutMilliseconds
        self.maxBodyBytes = maxBodyBytes
        self.laneCountMax = laneCountMax
        self.queueCountMax = queueCountMax
        self.concurrencyMax = concurrencyMax
        self.requestsPerSecondMax = requestsPerSecondMax
        self.faultCountMax = faultCountMax
        self.storeBytesMax = storeBytesMax
        self.environmentNames = environmentNames
    }
}
