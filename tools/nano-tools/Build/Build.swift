import SystemPackage

/// One build: what goes in, and the temporary directory that it happens in.
struct Build {
    let sources: SourceSet
    let sdk: SDK
    /// Empty at first, and removed after the build.
    let workDirectory: FilePath

    /// The folder of the sources, as a path that is not empty.
    var folder: FilePath { sources.folder.isEmpty ? "." : sources.folder }

    /// `run`, with a line on the terminal that says so meanwhile.
    func runWithProgress() async throws -> FilePath {
        let progress = Progress()
        progress.show("building \(sources.name)")
        defer { progress.clear() }
        return try await run()
    }

    /// Compiles and links; returns the plugin's place, in `workDirectory` or in the cache of the
    /// build system that made it.
    func run() async throws -> FilePath {
        switch sources.language {
        case .native: try await buildNative()
        case .swift(let mode): try await buildSwift(mode)
        case .swiftPackage: try await buildPackage()
        case .rust: try await buildCrate()
        case .zig: try await buildZig()
        }
    }

    private func buildNative() async throws -> FilePath {
        let toolchain = try await NativeToolchain.find(for: sources.files)
        let objects = try await compileNative(sources.files, with: toolchain)
        return try await linkNative(objects, with: toolchain)
    }

    private func buildSwift(_ mode: SwiftMode) async throws -> FilePath {
        let toolchain = try SwiftToolchain.find()
        let native = try await NativeToolchain.find(for: [])
        let objects = try await compileSwift(mode, with: toolchain, native: native)
        switch mode {
        case .embedded:
            let archives = try await toolchain.embeddedArchives()
            return try await linkNative(objects, archives: archives, with: native)
        case .full:
            return try await linkFullSwift(objects, with: toolchain)
        }
    }
}
