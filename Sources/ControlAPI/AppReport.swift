/// One app, as `GET /apps/NAME` tells it.
public struct AppReport: Codable, Equatable, Sendable {
    public enum State: String, Codable, CaseIterable, Sendable {
        /// Its first generation is on its way.
        case loading
        case serving
        /// It was removed or drained by an operator, and its last requests are under way: new ones
        /// get 503.
        case draining
        /// An operator has drained it: 503 until it is resumed.
        case drained
        /// What served has faulted, and the next generation is on its way: 503.
        case reloading
        /// It has faulted too often: 503 until its file or its settings change.
        case quarantined
        /// Its file was refused and nothing serves: 404.
        case rejected
        /// It is routed nowhere, and an image of it is still in the process.
        case leaving
    }

    /// Who asks for the app.
    public enum Source: String, Codable, CaseIterable, Sendable {
        /// A file of the plugin directory.
        case directory
        /// An entry of the configuration file.
        case configuration
        /// `POST /apps`.
        case control
    }

    public var name: String
    public var state: State
    public var source: Source
    /// The plugin file.
    public var path: String
    public var hostnames: [String]
    /// Of the plugin that serves.
    public var version: String?
    /// The generation that new requests reach.
    public var servingGeneration: UInt64?
    /// What `POST /apps/NAME/rollback` would bring back.
    public var previous: KeptGenerationReport?
    public var quarantineReason: String?
    /// The last file that was refused, if nothing was taken since.
    public var lastFailure: FailureReport?
    public var traffic: TrafficReport
    public var counts: AppCountsReport
    public var settings: AppSettingsReport
    /// By number. All that are in the process: those that serve, drain, are parked or pinned.
    public var generations: [GenerationReport]

    enum CodingKeys: String, CodingKey {
        case name, state, source, path, hostnames, version
        case servingGeneration = "serving_generation"
        case previous
        case quarantineReason = "quarantine_reason"
        case lastFailure = "last_failure"
        case traffic, counts, settings, generations
    }

    public init(
        name: String, state: State, source: Source, path: String, hostnames: [String],
        version: String? = nil, servingGeneration: UInt64? = nil,
        previous: KeptGenerationReport? = nil, quarantineReason: String? = nil,
        lastFailure: FailureReport? = nil, traffic: TrafficReport, counts: AppCountsReport,
        settings: AppSettingsReport, generations: [GenerationReport]
    ) {
        self.name = name
        self.state = state
        self.source = source
        self.path = path
        self.hostnames = hostnames
        self.version = version
        self.servingGeneration = servingGeneration
        self.previous = previous
        self.quarantineReason = quarantineReason
        self.lastFailure = lastFailure
        self.traffic = traffic
        self.counts = counts
        self.settings = settings
        self.generations = generations
    }
}
