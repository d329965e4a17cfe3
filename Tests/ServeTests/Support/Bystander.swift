import Testing

/// The app that a fault elsewhere must not touch: it shares the one event loop with whatever goes
/// wrong, and answers over connections that stay, all the time.
enum Bystander {
    /// How many answers a fault is among.
    private static let answerCountMin = 1_000

    /// A server of one event loop, on which the app `bystander` is under load while `body` runs. It
    /// fails unless every request of at least a thousand was answered right and in time, and the
    /// server is well to the end.
    /// - Parameters:
    ///   - settings: what `NAME.json` says of an app, by name.
    ///   - exitCode: what the server ends with: 3 where a thread never leaves a plugin.
    static func watches(
        _ plugins: [String: [UInt8]], settings: [String: String] = [:],
        exitCode: Int32 = 0, body: (ServerProcess) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "bystander")
        for (name, json) in settings { try directory.plugins.configure(name, json) }
        for (name, bytes) in plugins { try directory.plugins.install(bytes, as: name) }
        let command =
            [directory.plugins.path, "--threads", "1"]
            + (exitCode == 0 ? [] : ["--drain-timeout", "1"])
        try withServer(in: directory, command) { server in
            try isAnswered(by: server) { try body(server) }
            #expect(try server.terminate() == exitCode)
        }
    }

    /// Keeps the app `bystander` of a server under load while `body` runs.
    static func isAnswered(by server: ServerProcess, while body: () throws -> Void) throws {
        let load = try LoadGenerator(
            port: server.port, connections: 4, host: "bystander", answerSecondsMax: 5)
        try load.awaitResponses(100)
        try body()
        try load.awaitResponses(answerCountMin)
        let report = try load.stop()
        #expect(report.connectionErrors.isEmpty)
        #expect(Array(report.responses.keys) == ["200 v1"])
    }
}
