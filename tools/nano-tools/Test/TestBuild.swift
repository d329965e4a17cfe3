import SystemPackage

/// One run of a plugin's tests: a build of plugin and tests together, and its execution.
struct TestBuild {
    let build: Build

    var sources: SourceSet { build.sources }

    /// Builds and runs the tests. They print their results themselves; where one fails, this
    /// ends the command without a further word.
    func run() async throws {
        switch sources.language {
        case .native: try await runProgram(try await linkNativeTests())
        case .swift(let mode): try await runProgram(try await linkSwiftTests(mode))
        case .swiftPackage: try await runPackageTests()
        case .rust: try await runCargoTests()
        case .zig: try await runZigTests()
        }
    }

    /// Runs the test program in the plugin's folder, where it may have files to read.
    private func runProgram(_ program: FilePath) async throws {
        try await Compiler(executable: program).runForItsOutput([], in: build.folder)
    }

    /// The tests of C, C++ and Swift plugins are files that this program compiles.
    func requireTests() throws(BuildError) {
        guard !sources.testFiles.isEmpty else { throw .noTests(sources.folder) }
    }
}
