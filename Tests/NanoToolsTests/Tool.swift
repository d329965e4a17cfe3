import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// The nano-tools that was built along with this test.
enum Tool {
    /// How one run ended.
    struct Outcome {
        let succeeded: Bool
        let standardOutput: String
        let standardError: String
    }

    /// The repository that this test was compiled from.
    static let repository = FilePath(#filePath).removingLastComponent().removingLastComponent()
        .removingLastComponent()

    /// A program that was built along with this test.
    static func program(_ name: String) throws -> FilePath {
        FilePath(try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
            .removingLastComponent().appending(name)
    }

    /// Runs nano-tools with `arguments`, and `environment` on top of this process's own.
    static func run(
        _ arguments: String..., environment: [Environment.Key: String] = [:]
    ) async throws -> Outcome {
        try await run(arguments, environment: environment)
    }

    /// Runs nano-tools with `arguments`, and `environment` on top of this process's own.
    static func run(
        _ arguments: [String], environment: [Environment.Key: String] = [:]
    ) async throws -> Outcome {
        let result = try await Subprocess.run(
            .path(try program("nano-tools")), arguments: Arguments(arguments),
            environment: .inherit.updating(environment),
            output: .string(limit: 1 << 20), error: .string(limit: 1 << 20))
        return Outcome(
            succeeded: result.terminationStatus.isSuccess,
            standardOutput: result.standardOutput, standardError: result.standardError)
    }

    /// Builds the plugin in `Plugins/` of that name into `directory`; returns its file.
    static func buildPlugin(_ name: String, into directory: FilePath) async throws -> FilePath {
        let output = directory.appending("\(name).so")
        let source = repository.appending("Plugins").appending(name)
        let outcome = try await run("build-plugin", source.string, "-o", output.string)
        try #require(outcome.succeeded, "\(outcome.standardError)")
        // cargo says what it does there, too.
        #expect(!outcome.standardError.contains("warning"), "\(name) builds with warnings")
        return output
    }

    /// Compiles one C file into a shared object, as an author would who does not use build-plugin.
    static func compile(
        _ source: FilePath, _ options: [String], into output: FilePath
    ) async throws -> FilePath {
        let headers = repository.appending("Sources/PluginABI/include").string
        let result = try await Subprocess.run(
            .name("cc"),
            arguments: Arguments(
                ["-shared", "-fPIC", "-fvisibility=hidden", "-I", headers, source.string]
                    + ["-o", output.string] + options),
            output: .discarded, error: .currentStandardError)
        try #require(result.terminationStatus.isSuccess)
        return output
    }

    /// What `readelf` prints of `file`.
    static func readelf(_ options: String..., of file: FilePath) async throws -> String {
        let result = try await Subprocess.run(
            .name("readelf"), arguments: Arguments(["-W"] + options + [file.string]),
            output: .string(limit: 1 << 24), error: .discarded)
        return result.standardOutput
    }
}
