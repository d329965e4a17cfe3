// nano-tools build-plugin: from source files to a .so that the runtime loads.
//
// One straight line, a file a step, in the order they run:
//
//     BuildPlugin (arguments) → SourceSet → Toolchain → CompileNative | CompileSwift
//     → ManifestSource (Swift only) → Link → VerifyOutput → Install
//
// Where cargo, SwiftPM or zig builds, Build+Crate, Build+Package or Build+Zig stands in for the
// steps before VerifyOutput.
//
// Everything is made in a temporary directory. The output file is touched by the last step
// alone, by a rename, so that a runtime watching its directory never sees half a file, and a
// build that fails leaves the file as it was.

import ArgumentParser
import SystemPackage

struct BuildPlugin: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds a plugin from C, C++, Swift, Rust or Zig sources.",
        discussion: """
            SOURCE is a .c, .cc, .cpp or .swift file, or a folder of them; or a folder with \
            Cargo.toml, with Package.swift, or with Zig's src/main.zig. Folders in it that are \
            called test… hold its tests and are left out. The plugin is written to a temporary \
            file beside FILE, which is then renamed to FILE: a running runtime swaps to it at once.

            C and C++ are compiled with $CC and $CXX, or else with cc and c++, or else with the \
            clang beside swiftc. Swift is compiled as Embedded Swift, unless --swift or the \
            folder's nano-plugin.json ({"swift": "full"}) asks for the whole language.
            A crate is built by cargo, offline; a package by SwiftPM, with its one executable \
            target as the plugin and what it depends on linked in.
            """)

    @Argument(help: "A source file, or a folder of source files.", completion: .file())
    var source: String

    @Option(
        name: .shortAndLong, help: "The plugin to write. (default: NAME.so)",
        completion: .file(extensions: ["so"]))
    var output: String?

    @Option(help: "The plugin's name. (default: that of the folder or file)")
    var name: String?

    @Option(help: "How much of Swift the plugin may use: embedded or full.")
    var swift: SwiftMode?

    @Option(
        help: "The folder of the headers and of PluginKit. (default: $NANO_SDK, or found)",
        completion: .directory)
    var sdk: String?

    func run() async throws {
        let sources = try SourceSet(FilePath(source), name: name, swift: swift)
        let sdk = try SDK.find(option: sdk)
        let output = FilePath(output ?? "\(sources.name).so")
        try await withTemporaryDirectory { workDirectory in
            let build = Build(sources: sources, sdk: sdk, workDirectory: workDirectory)
            let plugin = try await build.runWithProgress()
            try verifyOutput(plugin)
            try install(plugin, at: output)
        }
    }
}
