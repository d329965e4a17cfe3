/// What the `defaults` of a configuration file fill in where an app leaves something out.
public struct AppDefaults: Equatable, Sendable {
    /// How long a drain waits for requests in flight, in seconds; nil: the server's.
    public var drainTimeoutSeconds: Double?

    /// The largest request body, in bytes; nil: `Limits.bodyBytesMaxDefault`.
    public var maxBodyBytes: Int?

    /// Variables of every app; an app's own win, name by name.
    public var environment: AppEnvironment

    /// Defaults that fill in nothing unless told otherwise.
    public init(
        drainTimeoutSeconds: Double? = nil,
        maxBodyBytes: Int? = nil,
        environment: AppEnvironment = .empty
    ) {
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.maxBodyBytes = maxBodyBytes
        self.environment = environment
    }
}
