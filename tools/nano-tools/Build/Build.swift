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

    /// Compiles and links; returns the plugin's place in `workDirectory`.
    func run() async throws -> FilePath {
        switch sources.language {
        case .native:
            let toolchain = try await NativeToolchain.find(for: sources.files)
            let objects = try await compileNative(sources.files, with: toolchain)
            return try await linkNative(objects, with: toolchain)
        case .swift(.embedded):
            let toolchain = try SwiftToolchain.find()
            let native = try await NativeToolchain.find(for: [])
            let objects = try await compileSwift(.embedded, with: toolchain, native: native)
            let archives = try await toolchain.embeddedArchives()
            return try await linkNative(objects, archives: archives, with: native)
        case .rust: return try await buildCrate()
        case .zig: return try await buildZig()
        case .swiftPackage: return try await buildPackage()
        case .swift(.full):
            let toolchain = try SwiftToolchain.find()
            let native = try await NativeToolchain.find(for: [])
            let objects = try await compileSwift(.full, with: toolchain, native: native)
            return try await linkFullSwift(objects, with: toolchain)
        }
    }
}
