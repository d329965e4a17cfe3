import SystemPackage

extension TestBuild {
    /// Runs the crate's own tests, which use `nano_plugin::testing`.
    func runCargoTests() async throws {
        try await Build.cargo().runForItsOutput(["test", "--offline"], in: build.folder)
    }
}
