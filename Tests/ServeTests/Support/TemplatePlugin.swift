import Foundation

/// Plugins that `nano-tools` makes of whole folders.
enum TemplatePlugin {
    /// The plugin that `new` makes in a language, built in a directory of its own.
    static func build(_ language: String) throws -> [UInt8] {
        let directory = try TestDirectory()
        try run([
            "new", "greeter", "--language", language, "--directory", directory.path,
            "--sdk", Checkout.path,
        ])
        return try build(folder: directory.file("greeter"))
    }

    /// The plugin that is built from a folder.
    static func build(folder: String) throws -> [UInt8] {
        let directory = try TestDirectory()
        let output = directory.file("plugin.so")
        try run(["build-plugin", folder, "-o", output, "--sdk", Checkout.path])
        return [UInt8](try Data(contentsOf: URL(filePath: output)))
    }

    private static func run(_ arguments: [String]) throws {
        let result = try CommandResult(
            Checkout.tools, arguments, patience: Patience(seconds: 300))
        guard result.code == 0 else { throw TestFailure(result.output + result.errors) }
    }
}
