import SystemPackage

extension TestBuild {
    /// Runs the `test` blocks of the author's module.
    func runZigTests() async throws {
        try await Build.zig().runForItsOutput(["test", "-lc"] + build.zigModules)
    }
}
