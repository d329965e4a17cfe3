import SystemPackage

/// One build: what goes in, and the temporary directory that it happens in.
struct Build {
    let sources: SourceSet
    let sdk: SDK
    /// Empty at first, and removed after the build.
    let workDirectory: FilePath

    /// Compiles and links; returns the plugin's place in `workDirectory`.
    func run() async throws -> FilePath {
        switch sources.language {
        case .native:
            let toolchain = try await NativeToolchain.find(for: sources.files)
            let objects = try await compileNative(with: toolchain)
            return try await linkNative(objects, with: toolchain)
        case .swift(.embedded):
            let toolchain = try await SwiftToolchain.find()
            let native = try await NativeToolchain.find(for: [])
            let objects = try await compileSwift(.embedded, with: toolchain, native: native)
            let archives = try await toolchain.embeddedArchives()
            return try await linkNative(objects, archives: archives, with: native)
        case .swift(.full):
            let toolchain = try await SwiftToolchain.find()
            let native = try await NativeToolchain.find(for: [])
            let objects = try await compileSwift(.full, with: toolchain, native: native)
            return try await linkFullSwift(objects, with: toolchain)
        }
    }
}
