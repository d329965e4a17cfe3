// nano-tools check: what a plugin does, seen by doing to it what a runtime does.
//
//     Check (arguments) → preflight → ProbeProcess ⇄ Probe (a child process) → CheckRecord
//     → CheckReport → text or JSON
//
// The child loads, creates, calls, destroys and unloads the plugin, hundreds of times; the parent
// runs none of its code, and lives to say what became of the child.

import ArgumentParser
import ELFPreflight
import FoundationEssentials
import SystemPackage

struct Check: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        abstract: "Runs a plugin through its whole life, and says what would hurt in production.",
        discussion: """
            Loads FILE in a process of its own, creates the app, calls it on several threads, \
            destroys it and unloads it, as a runtime does, and looks for what it leaves behind: \
            its image, threads, descriptors, signal handlers, settings of the process, memory. \
            Each finding says what was seen and where, why it hurts, and what to change.

            Exit status: 0 pass, also with warnings; 1 fail; 64 wrong usage.
            """)

    @Argument(help: "The plugin to check.", completion: .file(extensions: ["so"]))
    var file: String

    @Option(
        name: .customLong("request"),
        help: ArgumentHelp(
            "A request to call it with; may be repeated. (default: GET /)",
            valueName: "'METHOD TARGET [BODY]'"))
    var requests: [PluginRequest] = []

    @Option(
        name: .customLong("env"),
        help: ArgumentHelp("A variable of the app; may be repeated.", valueName: "NAME=VALUE"))
    var variables: [String] = []

    @Option(help: "How many times to load, use and unload it.")
    var cycles = 200

    @Option(
        name: .customLong("deadline"),
        help: ArgumentHelp("How long one call of the plugin may take.", valueName: "seconds"))
    var deadlineSeconds = 10.0

    @Flag(help: "Print one JSON object, whose keys are always all there.")
    var json = false

    func validate() throws {
        guard (1...100_000).contains(cycles) else {
            throw ValidationError("--cycles: expected 1 to 100000, got \(cycles)")
        }
        guard (0.1...3_600).contains(deadlineSeconds) else {
            throw ValidationError("--deadline: expected 0.1 to 3600, got \(deadlineSeconds)")
        }
        _ = try environment()
    }

    func run() async throws {
        let report = try await report()
        print(try json ? report.json() : report.text)
        if report.verdict == .fail { throw ExitCode.failure }
    }

    private func report() async throws -> CheckReport {
        let content = try readPlugin(FilePath(file))
        do throws(PreflightError) {
            _ = try preflight(content.span.bytes, host: .current)
        } catch {
            return CheckReport(file: file, refusal: "\(error)")
        }
        let progress = Progress()
        defer { progress.clear() }
        progress.show("checking \(file): \(cycles) cycles")
        return try await withTemporaryDirectory { directory in
            let plan = try plan(in: directory)
            let process = ProbeProcess(
                plan: plan, deadlineSeconds: deadlineSeconds,
                outputFile: directory.appending("output"))
            return CheckReport(
                file: file, plan: plan, language: PluginLanguage(of: Data(content)),
                record: try process.run())
        }
    }

    private func plan(in directory: FilePath) throws -> ProbePlan {
        let copies = directory.appending("copies")
        try FileManager.default.createDirectory(
            atPath: copies.string, withIntermediateDirectories: false)
        return ProbePlan(
            file: file, directory: copies.string, app: FilePath(file).stem ?? "app",
            variables: try environment(), requests: requests.isEmpty ? [.root] : requests,
            cycles: cycles, patienceSeconds: UInt32(max(1, deadlineSeconds * 0.7)))
    }

    private func environment() throws -> [String: String] {
        try variables.reduce(into: [:]) { found, text in
            let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
            guard parts.count == 2, !parts[0].isEmpty else { throw CheckError.badVariable(text) }
            found[String(parts[0])] = String(parts[1])
        }
    }
}
