// nano-tools test: a plugin's tests, run without a server.
//
//     Test (arguments) → SourceSet → TestBuild (compiles plugin and tests into one program)
//     → the program, whose exit status is the result
//
// Packages of cargo and of SwiftPM have tests of their own, and their own programs run them.

import ArgumentParser
import SystemPackage

struct Test: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a plugin's tests, without a server.",
        discussion: """
            Compiles the sources in FOLDER with those in its folders test… into one program and \
            runs it there. Tests in C use nano/testing.h, in C++ nano/testing.hpp, in Swift the \
            module PluginTesting. For a folder with Cargo.toml it is `cargo test`, with \
            Package.swift `swift test`, for Zig `zig test`.
            """)

    @Argument(help: "The plugin's folder.", completion: .directory)
    var folder = "."

    @Option(help: "How much of Swift the plugin may use: embedded or full.")
    var swift: SwiftMode?

    @Option(
        help: "The folder of the headers and of PluginKit. (default: $NANO_SDK, or found)",
        completion: .directory)
    var sdk: String?

    func run() async throws {
        let sources = try SourceSet(FilePath(folder), name: nil, swift: swift)
        let sdk = try SDK.find(option: sdk)
        try await withTemporaryDirectory { workDirectory in
            let build = Build(sources: sources, sdk: sdk, workDirectory: workDirectory)
            try await TestBuild(build: build).run()
        }
    }
}
