import SystemPackage

extension TestBuild {
    /// Runs the package's own tests, which may import PluginTesting.
    func runPackageTests() async throws {
        try await SwiftToolchain.packages().runForItsOutput(
            ["test"], in: build.folder, environment: build.packageEnvironment)
    }
}
