import SystemPackage
import Testing

extension Tool {
    /// Builds a file of `Tests/FixturePlugins` into `directory`; returns the plugin.
    static func buildFixture(_ name: String, into directory: FilePath) async throws -> FilePath {
        let output = directory.appending("\(name).so")
        let outcome = try await run(
            "build-plugin", fixtures.appending(name).string, "-o", output.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")
        return output
    }

    /// The same by hand: all symbols exported, undefined ones allowed.
    static func buildFixtureLoosely(
        _ name: String, into directory: FilePath
    ) async throws -> FilePath {
        try await compile(
            fixtures.appending(name), ["-Wl,-z,now,-z,noexecstack"],
            into: directory.appending("\(name).so"))
    }

    private static var fixtures: FilePath { repository.appending("Tests/FixturePlugins") }
}
