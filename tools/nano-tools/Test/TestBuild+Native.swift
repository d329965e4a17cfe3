import SystemPackage

extension TestBuild {
    /// A program of a C or C++ plugin and its tests, whose main() is `NANO_TEST_MAIN`.
    func linkNativeTests() async throws -> FilePath {
        try requireTests()
        let files = sources.files + sources.testFiles
        let toolchain = try await NativeToolchain.find(for: files)
        let objects = try await build.compileNative(files, with: toolchain)
        let program = build.workDirectory.appending("tests")
        try await toolchain.linker.run(["-o", program.string] + objects.map(\.string))
        return program
    }
}
