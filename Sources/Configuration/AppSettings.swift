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
    public let timeoutMilliseconds: Int

    /// The lanes of one generation at most.
    public let laneCountMax: Int

    /// Requests that wait for a lane at most; further ones are refused.
    public let queueCountMax: Int

    /// Requests under way at a time; further ones are refused. 0 for no bound.
    public let concurrencyMax: Int

    /// Requests a second that are accepted; further ones are refused. 0 for no bound.
    public let requestsPerSecondMax: Int

    /// Faults in 60 s after which the app is quarantined.
    public let faultCountMax: Int

    /// What the entries of the app's store may count together, in bytes.
    public let storeBytesMax: Int

    init(
        hostnames: [Hostname], environment: AppEnvironment, drainTimeoutSeconds: Double,
        limits: AppLimits
    ) {
        self.hostnames = hostnames
        self.environment = environment
        self.drainTimeoutSeconds = drainTimeoutSeconds
        maxBodyBytes = limits.maxBodyBytes ?? Limits.bodyBytesMaxDefault
        timeoutMilliseconds =
            limits.timeoutMilliseconds ?? AppLimits.timeoutMillisecondsDefault
        laneCountMax = limits.laneCountMax ?? AppLimits.laneCountMaxDefault
        queueCountMax = limits.queueCountMax ?? AppLimits.queueCountMaxDefault
        concurrencyMax = limits.concurrencyMax ?? AppLimits.concurrencyMaxDefault
        requestsPerSecondMax =
            limits.requestsPerSecondMax ?? AppLimits.requestsPerSecondMaxDefault
        faultCountMax = limits.faultCountMax ?? AppLimits.faultCountMaxDefault
        storeBytesMax = limits.storeBytesMax ?? AppLimits.storeBytesMaxDefault
    }
}
