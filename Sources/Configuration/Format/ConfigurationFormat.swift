// The table of every key: its name, what it may hold, its unit, its default and its meaning. The
// parser knows no other key, range or "expected", and the reference manual is written from the
// same rows, so the two can't disagree.

/// The keys of `nano.json` and of `NAME.json`, in the order in which the manual lists them.
public enum ConfigurationFormat {
    /// The keys of `nano.json` itself.
    public static let server = [
        ServerKey.port.reference, ServerKey.host.reference, ServerKey.drainTimeout.reference,
        ServerKey.shutdownDelay.reference, ServerKey.defaultApp.reference,
        ServerKey.trustedKeys.reference, ServerKey.accessLog.reference,
        ServerKey.accessLogFile.reference, ServerKey.control.reference,
        ServerKey.controlTCP.reference, ServerKey.controlTokenFile.reference,
        ServerKey.status.reference,
        ServerKey.limits.reference, ServerKey.defaults.reference, ServerKey.apps.reference,
    ]

    /// The keys of the object `limits`.
    public static let limits = [
        LimitsKey.requestLine.reference, LimitsKey.fieldSection.reference,
        LimitsKey.fieldCount.reference, LimitsKey.chunkExtension.reference,
        LimitsKey.headTimeout.reference, LimitsKey.bodyRate.reference,
        LimitsKey.bodyGrace.reference, LimitsKey.writeTimeout.reference,
        LimitsKey.idleTimeout.reference, LimitsKey.lingerTimeout.reference,
        LimitsKey.connectionCount.reference, LimitsKey.connectionCountPerAddress.reference,
    ]

    /// The keys of the object `defaults`.
    public static let defaults =
        [
            DefaultsKey.drainTimeout.reference, DefaultsKey.environment.reference,
        ] + AppLimitsKey.references

    /// The keys of an element of `apps`, and, without `path`, of a `NAME.json`.
    public static let app =
        [
            AppKey.name.reference, AppKey.path.reference, AppKey.hostname.reference,
            AppKey.hostnames.reference, AppKey.environment.reference,
            AppKey.drainTimeout.reference,
        ] + AppLimitsKey.references.map { $0.defaulting(to: "the defaults'") }
}

/// The keys of `nano.json` itself.
enum ServerKey {
    static let port = ConfigurationKey(
        "port", .wholeNumber(0...65_535), default: "\(ServerConfiguration.portDefault)",
        "The TCP port to listen on; 0 lets the kernel choose one.")
    static let host = ConfigurationKey(
        "host", .listenHost, default: ServerConfiguration.hostDefault,
        "The address to listen on.")
    static let drainTimeout = ConfigurationKey(
        "drain_timeout_s", .seconds(0...3600), unit: "seconds",
        default: "\(AppSettings.drainTimeoutSecondsDefault)",
        "How long the server, and any app that says nothing else, waits for requests in flight.")
    static let shutdownDelay = ConfigurationKey(
        "shutdown_delay_s", .seconds(0...3600), unit: "seconds",
        default: "\(Int(ServerConfiguration.shutdownDelaySecondsDefault))",
        "How long the server, told to stop, serves on and says that it is not ready, so that "
            + "load balancers turn away before it drains.")
    static let defaultApp = ConfigurationKey(
        "default_app", .appName, default: "none, or the only app",
        "The app that answers every host that no other app answers to.")
    static let trustedKeys = ConfigurationKey(
        "trusted_keys", .path, default: "none: plugins need no signature",
        "The file of minisign public keys, relative to this one: only plugins that one of them "
            + "signed are loaded. Read at the start; the keys in it, on SIGHUP as well.")
    static let accessLog = ConfigurationKey(
        "access_log", .accessLogFormat, default: AccessLogFormat.off.rawValue,
        "How requests are logged. Read at the start.")
    static let accessLogFile = ConfigurationKey(
        "access_log_file", .path, default: "-",
        "Where: a path, relative to this file, and opened anew on SIGHUP; - for standard output; "
            + "or journal. Read at the start.")
    static let control = ConfigurationKey(
        "control", .path, default: "control.sock in the state directory",
        "The Unix socket of the control API, relative to this file; or none. Read at the start.")
    static let controlTCP = ConfigurationKey(
        "control_tcp", .hostPort, default: "none",
        "Where the control API is served over TCP as well; beside control_token_file only. Read "
            + "at the start.")
    static let controlTokenFile = ConfigurationKey(
        "control_token_file", .path, default: "none",
        "The file of the bearer token that control_tcp asks for, relative to this one. Read at "
            + "the start.")
    static let status = ConfigurationKey(
        "status", .hostPort, default: "none",
        "Where the dashboard, /metrics, /healthz and /readyz are served, for reading only. Read "
            + "at the start.")
    static let limits = ConfigurationKey(
        "limits", .limits, default: "each its own",
        "What a client may send, how long it may take, and how many connections it may hold.")
    static let defaults = ConfigurationKey(
        "defaults", .defaults, default: "nothing",
        "What fills in what an app leaves out.")
    static let apps = ConfigurationKey(
        "apps", .array(of: "app entries", countMax: 10_000), default: "none",
        "The apps. An invalid entry is refused and reported; the others stand.")
}

/// The keys of the object `defaults`.
enum DefaultsKey {
    static let drainTimeout = ConfigurationKey(
        "drain_timeout_s", .seconds(0...3600), unit: "seconds", default: "the server's",
        "How long a drain waits for requests in flight.")
    static let environment = ConfigurationKey(
        "env", .environment, default: "none",
        "Values that every app can read; an app's own win, name by name.")
}

/// The keys of an app.
enum AppKey {
    static let name = ConfigurationKey(
        "name", .appName, default: nil,
        "The app's name. In a NAME.json it may be left out and can only be NAME.")
    static let path = ConfigurationKey(
        "path", .path, default: nil,
        "The plugin's file, relative to this one. Not in a NAME.json.")
    static let hostname = ConfigurationKey(
        "hostname", .hostname, default: "NAME and NAME.localhost",
        "The only host that the app answers to.")
    static let hostnames = ConfigurationKey(
        "hostnames", .hostnames, default: "NAME and NAME.localhost",
        "The hosts that the app answers to. Not beside hostname.")
    static let environment = ConfigurationKey(
        "env", .environment, default: "the defaults' env",
        "Values that the app can read.")
    static let drainTimeout = ConfigurationKey(
        "drain_timeout_s", DefaultsKey.drainTimeout.format, unit: "seconds",
        default: "the defaults'", DefaultsKey.drainTimeout.reference.meaning)
}
