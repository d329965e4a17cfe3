/// What the `defaults` of a configuration file fill in where an app leaves something out.
public struct AppDefaults: Equatable, Sendable {
    /// How long a drain waits for requests in flight, in seconds; nil: the server's.
    public var drainTimeoutSeconds: Double?

    /// The bounds of every app; an app's own win, one by one.
    public var limits: AppLimits

    /// Variables of every app; an app's own win, name by name.
    public var environment: AppEnvironment

    /// Defaults that fill in nothing unless told otherwise.
    public init(
        drainTimeoutSeconds: Double? = nil,
        limits: AppLimits = AppLimits(),
        environment: AppEnvironment = .empty
    ) {
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.limits = limits
        self.environment = environment
    }
}
