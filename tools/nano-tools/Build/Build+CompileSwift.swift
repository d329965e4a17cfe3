import FoundationEssentials
import SystemPackage

extension Build {
    /// Compiles PluginKit, the author's module against it, and the manifest that the author's
    /// declarations make.
    func compileSwift(
        _ mode: SwiftMode, with toolchain: SwiftToolchain, native: NativeToolchain
    ) async throws -> [FilePath] {
        let pluginKit = try await compilePluginKit(mode, with: toolchain)
        let author = try await compileAuthor(mode, with: toolchain)
        let declaration = try SwiftDeclaration.read(from: constants, object: author)
        let source = workDirectory.appending("manifest.c")
        try write(ManifestSource(name: sources.name, declaration: declaration).text, to: source)
        let manifest = try await compileGenerated(source, with: native)
        return [manifest, author, pluginKit]
    }

    private func compilePluginKit(
        _ mode: SwiftMode, with toolchain: SwiftToolchain
    ) async throws -> FilePath {
        let object = workDirectory.appending("PluginKit.o")
        let files = try FileManager.default.contentsOfDirectory(atPath: sdk.pluginKit.string)
            .filter { $0.hasSuffix(".swift") }.sorted()
            .map { sdk.pluginKit.appending($0).string }
        let module = workDirectory.appending("PluginKit.swiftmodule")
        try await toolchain.compiler.run(
            swiftFlags(mode)
                + ["-enable-experimental-feature", "Lifetimes", "-module-name", "PluginKit"]
                + ["-enable-upcoming-feature", "InternalImportsByDefault"]
                + ["-emit-module", "-emit-module-path", module.string]
                + ["-c", "-o", object.string] + files)
        return object
    }

    private func compileAuthor(
        _ mode: SwiftMode, with toolchain: SwiftToolchain
    ) async throws -> FilePath {
        let object = workDirectory.appending("Plugin.o")
        let protocols = workDirectory.appending("protocols.json")
        try write(#"["Plugin", "HostedPlugin"]"#, to: protocols)
        try await toolchain.compiler.run(
            swiftFlags(mode)
                + ["-I", workDirectory.string, "-module-name", "App"]
                // main() only registers the plugin's type; the C entry calls it by this name.
                + ["-Xfrontend", "-entry-point-function-name"]
                + ["-Xfrontend", SwiftDeclaration.mainSymbol]
                + ["-emit-const-values-path", constants.string]
                + ["-Xfrontend", "-const-gather-protocols-file"]
                + ["-Xfrontend", protocols.string]
                + ["-c", "-o", object.string] + sources.files.map(\.string))
        return object
    }

    /// Where the compiler writes the constants of types that conform to Plugin, as JSON.
    private var constants: FilePath { workDirectory.appending("constants.json") }

    private func swiftFlags(_ mode: SwiftMode) -> [String] {
        let common = [
            "-swift-version", "6", "-parse-as-library", "-wmo", "-O", "-g",
            "-I", sdk.headers.string, "-debug-prefix-map", "\(workDirectory)=/nano-build",
            // Debug information that leads to a cache of this machine helps nobody elsewhere.
            "-Xfrontend", "-no-clang-module-breadcrumbs",
            // Would put a hash of this machine's paths into the file.
            "-Xfrontend", "-disable-incremental-llvm-codegen",
        ]
        return switch mode {
        case .embedded:
            common + [
                "-enable-experimental-feature", "Embedded", "-Xfrontend", "-function-sections",
            ]
        case .full:
            common + ["-static-stdlib"]
        }
    }
}
