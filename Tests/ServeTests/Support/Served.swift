import Testing

/// The server that all tests of a suite share: `@Suite(.serving(["a": .echo]))`. Each test has
/// connections of its own to it, and a thread of its own.
enum Served {
    @TaskLocal fileprivate static var port = 0

    /// - Parameter bufferBytes: see `HTTPConnection`.
    static func connect(bufferBytes: Int32? = nil) throws -> HTTPConnection {
        try HTTPConnection(port: port, bufferBytes: bufferBytes)
    }
}

/// Starts a server before the first test of a suite; it must exit 0 behind the last.
struct ServingTrait: SuiteTrait, TestScoping {
    let plugins: [String: FixturePlugin]
    let limits: String?
    let settings: [String: String]

    func provideScope(
        for test: Test, testCase: Test.Case?, performing tests: @Sendable () async throws -> Void
    ) async throws {
        let directory = try TestDirectory()
        for (name, json) in settings { try directory.plugins.configure(name, json) }
        let server = try ServerProcess(directory, directory.deploy(plugins, limits: limits))
        let port = server.port
        try await withTaskExecutorPreference(OwnThreads()) {
            try await Served.$port.withValue(port) { try await tests() }
        }
        try server.expectCleanEnd()
    }
}

extension Trait where Self == ServingTrait {
    /// - Parameters:
    ///   - plugins: what lies in the plugin directory, by name.
    ///   - limits: the object `limits` of `nano.json`, as JSON.
    ///   - settings: a `NAME.json` each, by the names of plugins.
    static func serving(
        _ plugins: [String: FixturePlugin], limits: String? = nil, settings: [String: String] = [:]
    ) -> Self {
        ServingTrait(plugins: plugins, limits: limits, settings: settings)
    }
}
