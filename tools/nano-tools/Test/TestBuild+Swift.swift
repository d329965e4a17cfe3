import SystemPackage

extension TestBuild {
    /// A program of a Swift plugin and its tests.
    func linkSwiftTests(_ mode: SwiftMode) async throws -> FilePath {
        try requireTests()
        throw BuildError.noTests(build.folder)
    }
}
