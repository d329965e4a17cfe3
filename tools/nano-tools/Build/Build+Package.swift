import Subprocess
import SystemPackage

extension Build {
    /// Builds the SwiftPM package in the folder.
    func buildPackage() async throws -> FilePath {
        throw BuildError.noSources(folder)
    }

    /// Where the package's manifest finds PluginKit: `Context.environment["NANO_SDK"]`.
    var packageEnvironment: [Environment.Key: String] {
        ["NANO_SDK": sdk.swiftPackage.string]
    }
}
