public import ArgumentParser
public import Configuration
import Glibc
public import Runtime

/// `nano-runtime serve`: arguments and environment to `ServerOptions`.
struct Serve: ParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Serve every .so of a directory, or the apps of a configuration file.",
        discussion: """
            Dropping a file into DIRECTORY deploys an app, replacing it swaps the app, removing it \
            drains and unloads it. SIGTERM and SIGINT drain and exit; SIGHUP reads everything again.

            Environment: NANO_HOST, NANO_PORT and NANO_LOG_FORMAT stand in for the options of \
            these names. Of systemd: sockets by LISTEN_FDS, Type=notify and its watchdog by \
            NOTIFY_SOCKET and WATCHDOG_USEC.

            Exit status: 0 drained, 3 the drain timed out, 128+N a signal N during the drain, \
            1 not started, 64 wrong usage.
            """)

    @Argument(help: "The directory of plugins, each NAME.so an app.", completion: .directory)
    var directory: String?

    @Option(help: "A configuration file (nano.json).", completion: .file(extensions: ["json"]))
    var config: String?

    @Option(help: "The address to listen on. (default: 127.0.0.1)")
    var host: String?

    @Option(help: "The port to listen on; 0 picks one. (default: 8080)")
    var port: Int?

    @Option(help: "Event loops. (default: the processors that the process may use)")
    var threads: Int?

    @Option(
        name: .customLong("drain-timeout"),
        help: ArgumentHelp(
            "How long a drain waits for requests in flight. (default: 30)", valueName: "seconds"))
    var drainTimeoutSeconds: Double?

    @Option(
        name: .customLong("shutdown-delay"),
        help: ArgumentHelp(
            "How long it serves on, unready, before a drain that ends it. (default: 0)",
            valueName: "seconds"))
    var shutdownDelaySeconds: Double?

    @Option(help: ArgumentHelp("The app that answers unknown hosts.", valueName: "name"))
    var defaultApp: String?

    @Option(
        help: ArgumentHelp(
            "Where private copies of plugins live. (default: STATE_DIRECTORY, or below TMPDIR)",
            valueName: "directory"),
        completion: .directory)
    var stateDirectory: String?

    @Flag(
        name: .customLong("insecure-permissions"),
        help: "For development: take plugins and configuration that other users can change.")
    var allowsInsecurePermissions = false

    @Option(
        name: .customLong("trusted-keys"),
        help: ArgumentHelp(
            "Load only plugins that one of the public keys in this file signed.",
            valueName: "file"),
        completion: .file())
    var trustedKeysPath: String?

    @Flag(
        name: .customLong("allow-downgrade"),
        help: "Load older versions than the one that served last, where signatures are asked for.")
    var allowsDowngrade = false

    @Option(
        help: ArgumentHelp(
            "Log requests: off, json, common or combined. (default: off)", valueName: "format"))
    var accessLog: AccessLogFormat?

    @Option(
        help: ArgumentHelp(
            "Where to: a file, opened anew on SIGHUP, - for standard output, or journal. "
                + "(default: -)", valueName: "file"),
        completion: .file())
    var accessLogFile: String?

    @OptionGroup(title: "Operators")
    var operators: ServeOperators

    @Option(help: "Events as json or text. (default: json)")
    var logFormat: EventFormat?

    func validate() throws {
        guard directory != nil || config != nil else {
            throw ValidationError("expected a DIRECTORY or --config FILE, got neither")
        }
        try requireRange("--port", port, 0...65_535)
        try requireRange("--threads", threads, 1...1_024)
        try requireRange("--drain-timeout", drainTimeoutSeconds, 0...3_600)
        try requireRange("--shutdown-delay", shutdownDelaySeconds, 0...3_600)
    }

    private func requireRange<Number: Comparable>(
        _ option: String, _ value: Number?, _ range: ClosedRange<Number>
    ) throws {
        guard let value, !range.contains(value) else { return }
        throw ValidationError(
            "\(option): expected \(range.lowerBound) to \(range.upperBound), got \(value)")
    }

    func run() throws {
        let server = try Server.start(options())
        server.run()
    }

    private func options() throws -> ServerOptions {
        let format = try logFormat ?? environment("NANO_LOG_FORMAT", EventFormat.init(rawValue:))
        var options = ServerOptions(directory: directory, logFormat: format ?? .json)
        options.configurationPath = config
        options.host = try host ?? environment("NANO_HOST") { $0 }
        options.port = try port ?? environment("NANO_PORT") { Int($0) }
        options.threads = threads
        options.drainTimeoutSeconds = drainTimeoutSeconds
        options.shutdownDelaySeconds = shutdownDelaySeconds
        options.defaultApp = defaultApp
        options.stateDirectory = stateDirectory
        options.allowsInsecurePermissions = allowsInsecurePermissions
        options.trustedKeysPath = trustedKeysPath
        options.allowsDowngrade = allowsDowngrade
        options.accessLog = accessLog
        options.accessLogFile = accessLogFile
        options.operators = operators.options
        return options
    }

    private func environment<Value>(_ name: String, _ parse: (String) -> Value?) throws -> Value? {
        guard let text = getenv(name).map({ String(cString: $0) }), !text.isEmpty else {
            return nil
        }
        guard let value = parse(text) else {
            throw ValidationError("\(name): cannot be read: \"\(text)\"")
        }
        return value
    }
}

extension EventFormat: ExpressibleByArgument {}
extension AccessLogFormat: ExpressibleByArgument {}
