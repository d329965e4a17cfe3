import SystemPackage

/// The plugin that is being worked on: where its sources are, and how they are built. What the
/// sources are is looked up at each build, for files come and go.
struct DevPlugin: Sendable {
    /// A folder, or one source file.
    let source: FilePath
    let name: String
    let swift: SwiftMode?
    let sdk: SDK

    /// Builds what is there now, and puts it at `output` by a rename, as `build-plugin` does.
    func build(into output: FilePath) async throws {
        let sources = try SourceSet(source, name: name, swift: swift)
        try await withTemporaryDirectory { workDirectory in
            let build = Build(sources: sources, sdk: sdk, workDirectory: workDirectory)
            let plugin = try await build.runWithProgress()
            try verifyOutput(plugin)
            try install(plugin, at: output)
        }
    }
}
