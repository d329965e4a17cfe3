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

    func compilePluginKit(
        _ mode: SwiftMode, with toolchain: SwiftToolchain
    ) async throws -> FilePath {
        try await compileLibrary("PluginKit", in: sdk.pluginKit, mode, with: toolchain)
    }

    /// Compiles a module of the SDK, so that others can import it from the work directory.
    func compileLibrary(
        _ name: String, in folder: FilePath, _ mode: SwiftMode, with toolchain: SwiftToolchain
    ) async throws -> FilePath {
        let files = try FileManager.default.contentsOfDirectory(atPath: folder.string)
            .filter { $0.hasSuffix(".swift") }.sorted()
            .map { folder.appending($0) }
        return try await compileModule(
            name, of: files, mode, with: toolchain,
            flags: [
                "-enable-experimental-feature", "Lifetimes",
                "-enable-upcoming-feature", "InternalImportsByDefault",
            ])
    }

    /// Compiles the author's module, `App`. Its main() only registers the plugin's type; the C
    /// entry calls it by the name that it is given here.
    func compileAuthor(
        _ mode: SwiftMode, with toolchain: SwiftToolchain, flags: [String] = []
    ) async throws -> FilePath {
        let protocols = workDirectory.appending("protocols.json")
        try write(SwiftDeclaration.protocolsJSON, to: protocols)
        return try await compileModule(
            "App", of: sources.files, mode, with: toolchain,
            flags: flags + Self.entryPoint(SwiftDeclaration.mainSymbol) + [
                "-emit-const-values-path", constants.string,
                "-Xfrontend", "-const-gather-protocols-file", "-Xfrontend", protocols.string,
            ])
    }

    /// Gives the function that `@main` makes a name other than `main`.
    static func entryPoint(_ symbol: String) -> [String] {
        ["-Xfrontend", "-entry-point-function-name", "-Xfrontend", symbol]
    }

    /// Compiles `files` to one object and a module that others can import.
    func compileModule(
        _ name: String, of files: [FilePath], _ mode: SwiftMode, with toolchain: SwiftToolchain,
        flags: [String] = []
    ) async throws -> FilePath {
        let object = workDirectory.appending("\(name).o")
        let module = workDirectory.appending("\(name).swiftmodule")
        try await toolchain.compiler.run(
            swiftFlags(mode) + flags
                + ["-I", workDirectory.string, "-module-name", name]
                + ["-emit-module", "-emit-module-path", module.string]
                + ["-c", "-o", object.string] + files.map(\.string))
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
            common + ["-static-stdlib"] + (usesAsync ? [] : ["-D", "NANO_WITHOUT_ASYNC"])
        }
    }

    /// Without asynchronous handlers nothing brings the concurrency library in, whose thread-local
    /// values keep a plugin from running inline.
    private var usesAsync: Bool {
        (sources.files + sources.testFiles).contains { file in
            let text = try? String(contentsOfFile: file.string, encoding: .utf8)
            return text?.contains("AsyncPlugin") ?? false
        }
    }
}
