import SystemPackage

extension TestBuild {
    /// A program of a Swift plugin and its tests: two modules, so that each may have its `@main`.
    func linkSwiftTests(_ mode: SwiftMode) async throws -> FilePath {
        try requireTests()
        let toolchain = try SwiftToolchain.find()
        let native = try await NativeToolchain.find(for: [])
        let objects = [
            try await compileMain(with: native),
            try await build.compilePluginKit(mode, with: toolchain),
            try await build.compileLibrary(
                "PluginTesting", in: build.sdk.pluginTesting, mode, with: toolchain),
            try await build.compileAuthor(mode, with: toolchain, flags: ["-enable-testing"]),
            try await build.compileModule(
                "AppTests", of: sources.testFiles, mode, with: toolchain,
                flags: Build.entryPoint(Self.testsSymbol)),
        ].map(\.string)
        let program = build.workDirectory.appending("tests").string
        switch mode {
        case .embedded:
            let archives = try await toolchain.embeddedArchives().map(\.string)
            try await native.linker.run(
                ["-o", program] + objects + ["-Wl,--start-group"] + archives
                    + ["-Wl,--end-group"])
        case .full:
            try await toolchain.compiler.run(
                ["-static-stdlib", "-use-ld=lld", "-o", program] + objects)
        }
        return FilePath(program)
    }

    /// The name given to the function that the tests' `@main` makes.
    private static let testsSymbol = "nano_swift_tests_main"

    /// The program's entry, in C: it returns an exit status, which Embedded Swift's cannot.
    private func compileMain(with toolchain: NativeToolchain) async throws -> FilePath {
        let source = build.workDirectory.appending("main.c")
        try write(
            """
            int \(Self.testsSymbol)(int count, char **arguments);
            int nano_swift_tests_status(void);

            int main(int count, char **arguments) {
                \(Self.testsSymbol)(count, arguments);
                return nano_swift_tests_status();
            }

            """, to: source)
        return try await build.compileGenerated(source, with: toolchain)
    }
}
