// nano-tools dev: the author's loop, from a saved file to the new answer.
//
//     Dev (arguments) → DevServer (nano-runtime on a directory of its own)
//         Interrupts ──→ the runtime drains and ends, and dev with it
//         SourceWatch ─→ SourceTree changed? ─→ Build ─→ install: the runtime swaps
//         ServerEvent ─→ short lines for people
//
// What is served is a copy in a temporary directory: a build that fails touches nothing, so the
// version that served goes on serving.

import ArgumentParser
import SystemPackage

struct Dev: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Builds and serves a plugin, and swaps it whenever its sources are saved.",
        discussion: """
            Serves what is in FOLDER on http://127.0.0.1:PORT/, for every host. When a file \
            below FOLDER changes, the plugin is built again and swapped; where that fails, the \
            compiler's messages are shown, and the version before goes on serving. Hidden files, \
            editors' copies, and the folders in which build systems work are not watched.

            Ctrl-C lets requests in flight end, and ends both. A second one ends them at once. \
            The exit status is the runtime's: 0 if every request was answered.
            """)

    @Argument(help: "The plugin's folder, or its one source file.", completion: .file())
    var folder = "."

    @Option(help: "The port to listen on; 0 picks one.")
    var port = 8080

    @Option(help: "How much of Swift the plugin may use: embedded or full.")
    var swift: SwiftMode?

    @Option(
        help: "The nano-runtime to serve with. (default: the one beside this program, or in PATH)",
        completion: .file())
    var runtime: String?

    @Option(
        help: "The folder of the headers and of PluginKit. (default: $NANO_SDK, or found)",
        completion: .directory)
    var sdk: String?

    func validate() throws {
        guard (0...65_535).contains(port) else {
            throw ValidationError("--port: expected 0 to 65535, got \(port)")
        }
    }

    func run() async throws {
        let source = FilePath(folder)
        let sources = try SourceSet(source, name: nil, swift: swift)
        let plugin = DevPlugin(
            source: source, name: sources.name, swift: swift, sdk: try SDK.find(option: sdk))
        let runtime = try RuntimeProgram.find(option: runtime)
        let status = try await withTemporaryDirectory { directory in
            try await DevServer(runtime: runtime, port: port, directory: directory).run(plugin)
        }
        guard status == 0 else { throw ExitCode(status) }
    }
}
