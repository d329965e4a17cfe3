/// What a configuration file says about one app: an element of `apps` in `nano.json`, or the
/// `NAME.json` beside a plugin. What it leaves out is nil or empty;
/// ``ServerConfiguration/settings(for:)`` fills that in.
public struct AppEntry: Equatable, Sendable {
    /// The app.
    public var name: AppName

    /// The plugin's file, as written: relative paths start at the folder of the configuration
    /// file. Always given in `nano.json`, never in a `NAME.json`.
    public var path: String?

    /// The hosts that the entry gives, in its order, each once. Empty if it gives none.
    public var hostnames: [Hostname]

    /// The app's own variables.
    public var environment: AppEnvironment

    /// How long a drain waits for requests in flight, in seconds.
    public var drainTimeoutSeconds: Double?

    /// The app's own bounds.
    public var limits: AppLimits

    /// An entry that says no more than the name unless told otherwise, as for a plugin that has
    /// no `NAME.json`.
    public init(
        name: AppName,
        path: String? = nil,
        hostnames: [Hostname] = [],
        environment: AppEnvironment = .empty,
        drainTimeoutSeconds: Double? = nil,
        limits: AppLimits = AppLimits()
    ) {
        self.name = name
        self.path = path
        self.hostnames = hostnames
        self.environment = environment
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.limits = limits
    }

    /// The hosts that the app answers to: those that the entry gives, otherwise `NAME` and
    /// `NAME.localhost`.
    public var effectiveHostnames: [Hostname] {
        hostnames.isEmpty ? Hostname.defaults(for: name) : hostnames
    }
}
