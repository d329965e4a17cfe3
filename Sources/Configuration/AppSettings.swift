/// What holds for one app once every default is filled in. Two equal settings mean that nothing
/// in the app's configuration has changed.
public struct AppSettings: Equatable, Sendable {
    /// How long a drain waits unless a file or the command line says otherwise, in seconds.
    public static let drainTimeoutSecondsDefault = 30.0

    /// The hosts that the app answers to; at least one.
    public let hostnames: [Hostname]

    /// The variables of the app and of the defaults.
    public let environment: AppEnvironment

    /// How long a drain waits for requests in flight, in seconds.
    public let drainTimeoutSeconds: Double

    /// The largest request body, in bytes.
    public let maxBodyBytes: Int

    /// How long a request may take until its response begins, in milliseconds; 0 for ever.
    public var timeoutMilliseconds = 5_000

    /// The lanes of one generation at most.
    public var laneCountMax = 4

    /// Requests that wait for a lane at most; further ones are refused.
    public var queueCountMax = 1_000

    /// Requests under way at a time; further ones are refused. 0 for no bound.
    public var concurrencyMax = 0

    /// Requests a second that are accepted; further ones are refused. 0 for no bound.
    public var requestsPerSecondMax = 0

    /// Faults in 60 s after which the app is quarantined.
    public var faultCountMax = 3

    /// What the entries of the app's store may count together, in bytes.
    public var storeBytesMax = 16 << 20
}
