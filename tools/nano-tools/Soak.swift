// nano-tools soak: swap after swap of one plugin under load, and what its clients notice.
//
//     Soak (arguments) → SoakRun: RuntimeProcess, LoadGenerator → SoakReport → text, JSON, SVG

import ArgumentParser
import ELFPreflight
import FoundationEssentials
import SystemPackage

struct Soak: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Swaps a plugin under load, and says what was lost.",
        discussion: """
            Starts a nano-runtime of its own on a free port, keeps connections busy, swaps FILE \
            again and again, and prints lost requests, latencies beside and during swaps, and \
            the runtime's memory and images after each.

            Exit status: 0 when no client noticed anything; 1 when a request was lost, a \
            connection closed or an answer was not 2xx; 64 wrong usage.
            """)

    @Argument(help: "The plugin to swap.", completion: .file(extensions: ["so"]))
    var file: String

    @Option(help: "How many times to swap.")
    var swaps = 100

    @Option(help: "Keep-alive connections, each with one request under way at all times.")
    var connections = 16

    @Option(
        help: ArgumentHelp("What to ask.", valueName: "'METHOD TARGET [BODY]'"))
    var request = PluginRequest.root

    @Option(
        help: ArgumentHelp("The runtime. (default: beside nano-tools)", valueName: "file"),
        completion: .file())
    var runtime: String?

    @Flag(help: "Print one JSON object, whose keys are always all there.")
    var json = false

    @Option(
        help: ArgumentHelp("Draw a chart into FILE.", valueName: "file"),
        completion: .file(extensions: ["svg"]))
    var svg: String?

    func validate() throws {
        guard (1...100_000).contains(swaps) else {
            throw ValidationError("--swaps: expected 1 to 100000, got \(swaps)")
        }
        guard (1...512).contains(connections) else {
            throw ValidationError("--connections: expected 1 to 512, got \(connections)")
        }
    }

    func run() async throws {
        let content = try readPlugin(FilePath(file))
        _ = try preflight(content.span.bytes, host: .current)
        let runtime = try RuntimeProcess.executable(option: runtime)
        guard FileManager.default.isExecutableFile(atPath: runtime.string) else {
            throw SoakError.noRuntime(runtime.string)
        }
        let progress = Progress()
        progress.show("\(swaps) swaps under \(connections) connections")
        defer { progress.clear() }
        let report = try await withTemporaryDirectory { directory in
            try SoakRun(
                content: content, app: "soak", runtime: runtime, request: request,
                connections: connections, swaps: swaps, directory: directory
            ).run()
        }
        progress.clear()
        if let svg { try write(SoakChart(report).svg, to: FilePath(svg)) }
        print(try json ? report.json() : report.text)
        if !report.passes { throw ExitCode.failure }
    }
}
