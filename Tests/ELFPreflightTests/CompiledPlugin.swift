import Foundation

/// Compiles shared objects for the tests, each in a temporary directory that is gone afterwards.
enum CompiledPlugin {
    /// A sound plugin, named `hello`, version `1.0.0`, inline, with a build id.
    static func hello() throws -> [UInt8] { try helloOnce.get() }
    private static let helloOnce = Result { try compile(helloSource) }

    static let helloSource = source(manifest: #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", 1u);"#)

    /// A plugin's source: its manifest, its entry and whatever else it is made of.
    static func source(manifest: String, more: String = "") -> String {
        """
        #include "nano/nano.h"
        \(manifest)
        static const nano_plugin plugin = {sizeof(nano_plugin), 1, 0, 0, 0, 0, 0};
        NANO_EXPORT const nano_plugin *nano_plugin_entry_v1(void) { return &plugin; }
        \(more)
        """
    }

    /// The bytes that `compiler` makes of `source`: a shared object unless `kind` says otherwise.
    /// `options` come after the usual ones.
    static func compile(
        _ source: String, with compiler: String = "clang", language: String = "c",
        kind: String = "-shared", _ options: String...
    ) throws -> [UInt8] {
        try inTemporaryDirectory { directory in
            let output = directory.appending(path: "plugin.so")
            try run(
                compiler, in: directory, input: source,
                [
                    kind, "-Wno-unused-command-line-argument", "-fPIC", "-fvisibility=hidden",
                    "-Wl,--build-id=sha1",
                    "-I", headers.path, "-o", output.path, "-x", language, "-",
                ] + options)
            return [UInt8](try Data(contentsOf: output))
        }
    }

    /// A sound plugin that is linked with an empty library of the given name.
    static func needing(library: String) throws -> [UInt8] {
        try inTemporaryDirectory { directory in
            let libraryPath = directory.appending(path: library).path
            try run(
                "clang", in: directory, input: "",
                ["-shared", "-o", libraryPath, "-Wl,-soname,\(library)", "-x", "c", "-"])
            return try compile(
                helloSource, "-x", "none", "-Wl,--no-as-needed", libraryPath)
        }
    }

    private static let headers = URL(filePath: #filePath)
        .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
        .appending(path: "Sources/PluginABI/include")

    private static func inTemporaryDirectory<Result>(
        _ body: (URL) throws -> Result
    ) throws -> Result {
        let directory = FileManager.default.temporaryDirectory
            .appending(path: "nano-preflight-\(UUID())")
        try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
        defer { try? FileManager.default.removeItem(at: directory) }
        return try body(directory)
    }

    private static func run(
        _ tool: String, in directory: URL, input: String, _ arguments: [String]
    ) throws {
        let inputFile = directory.appending(path: UUID().uuidString)
        try Data(input.utf8).write(to: inputFile)
        let process = Process()
        process.executableURL = URL(filePath: "/usr/bin/env")
        process.arguments = [tool] + arguments
        process.standardInput = try FileHandle(forReadingFrom: inputFile)
        try process.run()
        process.waitUntilExit()
        guard process.terminationStatus == 0 else {
            throw CompilationFailure(tool: tool, status: process.terminationStatus)
        }
    }
}

/// A compiler's own messages are on standard error.
struct CompilationFailure: Error {
    let tool: String
    let status: Int32
}
