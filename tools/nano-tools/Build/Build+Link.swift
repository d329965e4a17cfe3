import SystemPackage

extension Build {
    /// Links C, C++ or Embedded Swift objects, with the parts of `archives` that they use.
    func linkNative(
        _ objects: [FilePath], archives: [FilePath] = [], with toolchain: NativeToolchain
    ) async throws -> FilePath {
        let output = workDirectory.appending("plugin.so")
        let flags = try linkerFlags().map { "-Wl,\($0)" }
        try await toolchain.linker.run(
            ["-shared", "-o", output.string] + flags + objects.map(\.string)
                + ["-Wl,--start-group"] + archives.map(\.string) + ["-Wl,--end-group"])
        return output
    }

    /// Links full Swift objects with a private copy of Swift's libraries, through swiftc, which
    /// knows what the imported modules need.
    func linkFullSwift(
        _ objects: [FilePath], with toolchain: SwiftToolchain
    ) async throws -> FilePath {
        let output = workDirectory.appending("plugin.so")
        // Swift's runtime finds types and conformances between the start and stop symbols of
        // their sections, which nothing else refers to.
        let flags = try linkerFlags() + ["-z", "nostart-stop-gc"]
        try await toolchain.compiler.run(
            ["-emit-library", "-static-stdlib", "-use-ld=lld", "-o", output.string]
                + flags.flatMap { ["-Xlinker", $0] } + objects.map(\.string))
        return output
    }

    /// For the linker itself: export the entry alone, resolve everything now or fail, leave out
    /// what is not used, name the build.
    private func linkerFlags() throws -> [String] {
        [
            "--version-script=\(try exportsMap())", "--gc-sections", "--build-id=sha1",
            "-z", "defs", "-z", "now", "-z", "relro", "-z", "noexecstack",
        ]
    }

    /// A version script that exports the entry alone.
    func exportsMap() throws -> FilePath {
        let map = workDirectory.appending("exports.map")
        try write("{ global: nano_plugin_entry_v1; local: *; };\n", to: map)
        return map
    }
}
