import Foundation

/// A running `nano-runtime serve`. Made by `withServer` or for a suite, and used by
/// one thread at a time.
final class ServerProcess {
    let directory: TestDirectory
    let process: ChildProcess
    let events: EventReader
    let port: Int

    var plugins: PluginDirectory { directory.plugins }
    var facts: ProcessFacts { ProcessFacts(pid: process.pid) }

    /// Starts it and waits until it serves.
    /// - Parameter supervision: what a supervisor would start it with.
    init(
        _ directory: TestDirectory, _ arguments: [String], mount: StateMount? = nil,
        supervision: Supervision = Supervision()
    ) throws {
        self.directory = directory
        let command = [
            try Checkout.runtime, "serve", "--port", "0", "--log-format", "json",
            "--state-directory", directory.file("state"),
        ]
        let words =
            try (mount?.launcher(in: directory) ?? []) + supervision.launcher + command + arguments
        process = try ChildProcess(
            words[0], Array(words.dropFirst()), environment: supervision.environment,
            descriptors: supervision.descriptors, errorPath: directory.file("stderr"))
        events = EventReader(process.output)
        do {
            port = try events.next("server_start").port ?? 0
        } catch {
            throw TestFailure("\(error); standard error: \(process.errorText)")
        }
    }

    func connect() throws -> HTTPConnection {
        try HTTPConnection(port: port)
    }

    /// One request on a connection of its own.
    func get(_ host: String, _ target: String = "/") throws -> HTTPResponse {
        try connect().answer("GET", target, host: host)
    }

    /// Plugin images that are mapped now.
    func images() throws -> [MappedImage] {
        try facts.images(below: directory.file("state"))
    }

    /// Waits until it has ended by itself.
    /// - Returns: its exit code.
    func waitForEnd() throws -> Int32 {
        try events.readToEnd()
        return process.wait()
    }

    /// Asks it to end.
    /// - Returns: its exit code.
    func terminate() throws -> Int32 {
        process.signal(SIGTERM)
        return try waitForEnd()
    }

    /// Asks it to end, unless it has, and expects that nothing went wrong.
    func expectCleanEnd() throws {
        guard !process.hasEnded else { return }
        let code = try terminate()
        guard code == 0 else {
            throw TestFailure("expected the server to exit 0, got \(code): \(process.errorText)")
        }
    }
}

/// Runs `body` with a server of its own, and fails unless the server is well to the end: it must
/// exit 0 when it is told to, unless `body` has ended it.
/// - Parameters:
///   - plugins: what lies in the plugin directory at the start, by name.
///   - limits: the object `limits` of `nano.json`, as JSON.
///   - arguments: after those that name the plugin directory.
func withServer(
    _ plugins: [String: FixturePlugin] = [:], limits: String? = nil, _ arguments: String...,
    body: (ServerProcess) throws -> Void
) throws {
    let directory = try TestDirectory()
    try withServer(in: directory, directory.deploy(plugins, limits: limits) + arguments, body: body)
}

/// - Parameters:
///   - arguments: all of `serve`'s but port, log format and state directory.
///   - mount: what its state directory is a mount of, for this process alone.
///   - supervision: what a supervisor would start it with.
func withServer(
    in directory: TestDirectory, _ arguments: [String], mount: StateMount? = nil,
    supervision: Supervision = Supervision(), body: (ServerProcess) throws -> Void
) throws {
    let server = try ServerProcess(
        directory, arguments, mount: mount, supervision: supervision)
    try body(server)
    try server.expectCleanEnd()
}
