import Testing

/// The server that all tests of a suite share: `@Suite(.serving(["a": .echo]))`. Each test has
/// connections of its own to it, on its own thread.
enum Served {
    @TaskLocal fileprivate static var port = 0

    static func connect() throws -> HTTPConnection {
        try HTTPConnection(port: port)
    }
}

/// Starts a server before the first test of a suite; it must exit 0 behind the last.
struct ServingTrait: SuiteTrait, TestScoping {
    let plugins: [String: FixturePlugin]

    func provideScope(
        for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
    ) async throws {
        let directory = try TestDirectory()
        for (name, plugin) in plugins { try directory.plugins.install(plugin, as: name) }
        let server = try ServerProcess(directory, [directory.plugins.path])
        try await Served.$port.withValue(server.port) { try await tests() }
        try server.expectCleanEnd()
    }
}

extension Trait where Self == ServingTrait {
    /// - Parameter plugins: what lies in the plugin directory, by name.
    static func serving(_ plugins: [String: FixturePlugin]) -> Self {
        ServingTrait(plugins: plugins)
    }
}
