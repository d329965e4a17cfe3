/// What a configuration file says about the server and its apps.
///
/// A value: it holds no file and no thread. The command line may overwrite what it likes; nil
/// means that the file does not say.
public struct ServerConfiguration: Equatable, Sendable {
    /// The TCP port unless a file or the command line says otherwise.
    public static let portDefault = 8080

    /// The host to listen on unless a file or the command line says otherwise.
    public static let hostDefault = "127.0.0.1"

    /// How long the server serves on when it is to stop, unless a file or the command line says
    /// otherwise.
    public static let shutdownDelaySecondsDefault = 0.0

    /// The TCP port to listen on; 0 lets the kernel choose.
    public var port: Int?

    /// The address or host name to listen on, an IPv6 address without brackets.
    public var host: String?

    /// How long the server waits for requests in flight when it stops, and each app's drain where
    /// neither the app nor `defaults` say, in seconds.
    public var drainTimeoutSeconds: Double?

    /// How long the server serves on, unready, before it drains when it stops, in seconds.
    public var shutdownDelaySeconds: Double?

    /// The app that answers every host that no other app answers to.
    public var defaultApp: AppName?

    /// The file of public keys that plugins must be signed with, relative to the configuration's.
    public var trustedKeysPath: String?

    /// How requests are logged.
    public var accessLog: AccessLogFormat?

    /// Where: a path, relative to the configuration's, `-` or `journal`.
    public var accessLogFile: String?

    /// Where operators reach the server; paths are relative to the configuration's.
    public var operators: OperatorOptions

    /// What a client may take of the server.
    public var limits: Limits

    /// What fills in what an app leaves out.
    public var defaults: AppDefaults

    /// The valid entries, in the order of the file. No two share a name or a host.
    public var apps: [AppEntry]

    /// The invalid ones, in the order of the file.
    public var rejected: [EntryError]

    /// A configuration that says nothing unless told otherwise, as for a directory without a file.
    public init(
        port: Int? = nil,
        host: String? = nil,
        drainTimeoutSeconds: Double? = nil,
        shutdownDelaySeconds: Double? = nil,
        defaultApp: AppName? = nil,
        trustedKeysPath: String? = nil,
        accessLog: AccessLogFormat? = nil,
        accessLogFile: String? = nil,
        operators: OperatorOptions = OperatorOptions(),
        limits: Limits = Limits(),
        defaults: AppDefaults = AppDefaults(),
        apps: [AppEntry] = [],
        rejected: [EntryError] = []
    ) {
        self.port = port
        self.host = host
        self.drainTimeoutSeconds = drainTimeoutSeconds
        self.shutdownDelaySeconds = shutdownDelaySeconds
        self.defaultApp = defaultApp
        self.trustedKeysPath = trustedKeysPath
        self.accessLog = accessLog
        self.accessLogFile = accessLogFile
        self.operators = operators
        self.limits = limits
        self.defaults = defaults
        self.apps = apps
        self.rejected = rejected
    }

    /// What holds for `entry`: its own word first, then `defaults`, then the server's, then the
    /// built-in value.
    public func settings(for entry: AppEntry) -> AppSettings {
        AppSettings(
            hostnames: entry.effectiveHostnames,
            environment: defaults.environment.merging(entry.environment),
            drainTimeoutSeconds: entry.drainTimeoutSeconds ?? defaults.drainTimeoutSeconds
                ?? drainTimeoutSeconds ?? AppSettings.drainTimeoutSecondsDefault,
            limits: entry.limits.filled(from: defaults.limits))
    }
}
