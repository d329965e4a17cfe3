public import Configuration

/// What a server is started with: the command line and the environment. A configuration file may
/// add to it; what is given here wins.
public struct ServerOptions: Sendable {
    /// The plugin directory.
    public var directory: String?
    public var configurationPath: String?
    /// The address or host name to listen on; 127.0.0.1 where nothing says otherwise.
    public var host: String?
    /// 0 lets the kernel choose; 8080 where nothing says otherwise.
    public var port: Int?
    /// Event loops; as many as processors that the process may use where `nil`.
    public var threads: Int?
    public var drainTimeoutSeconds: Double?
    /// How long it serves on, unready, before it drains; not at all where nothing says otherwise.
    public var shutdownDelaySeconds: Double?
    public var defaultApp: String?
    /// Where private copies of plugins live.
    public var stateDirectory: String?
    /// Whether plugins and configuration files may belong to any user, be writable by others, and
    /// be linked out of the plugin directory.
    public var allowsInsecurePermissions = false
    /// The file of keys that plugins must be signed with; they need no signature where `nil`.
    public var trustedKeysPath: String?
    /// Whether an older version than the one that served last may be loaded.
    public var allowsDowngrade = false
    public var logFormat: EventFormat
    public var operators = OperatorOptions()
    /// Requests are not logged where nothing says otherwise.
    public var accessLog: AccessLogFormat?
    /// A path, `-` for standard output, or `journal`; `-` where nothing says otherwise.
    public var accessLogFile: String?

    public init(directory: String? = nil, logFormat: EventFormat = .json) {
        self.directory = directory
        self.logFormat = logFormat
    }
}

/// Why the server did not start. One line for the operator.
public struct StartError: Error, CustomStringConvertible {
    public let description: String

    init(_ description: String) {
        self.description = description
    }
}
