import Subprocess
import SystemPackage
import Testing

/// A `nano-tools dev` that runs, read as it writes: a test goes on when what it waits for has been
/// said.
struct DevRun {
    typealias Lines = SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    private var output: Lines
    private var errors: Lines
    private let send: (Signal) throws -> Void
    /// Where it serves, without a slash at the end.
    private(set) var url = ""

    /// Waits for the next line of standard output that begins with `start`, past others.
    @discardableResult
    mutating func line(_ start: String) async throws -> String {
        try await Self.next(start, in: &output).last ?? ""
    }

    /// Reads standard error up to the line that begins with `start`.
    mutating func errors(upTo start: String) async throws -> String {
        try await Self.next(start, in: &errors).joined(separator: "\n")
    }

    /// What the app answers to a GET.
    func answer(_ path: String = "/") async throws -> String {
        let result = try await Subprocess.run(
            .name("curl"), arguments: ["-s", "--max-time", "20", url + path],
            output: .string(limit: 1 << 16), error: .discarded)
        return result.standardOutput
    }

    /// Whether nobody listens where it served (curl's exit code 7).
    func isGone() async throws -> Bool {
        let result = try await Subprocess.run(
            .name("curl"), arguments: ["-s", "--max-time", "20", url],
            output: .discarded, error: .discarded)
        return result.terminationStatus == .exited(7)
    }

    func signal(_ signal: Signal) throws { try send(signal) }

    /// Reads what is left of both streams.
    private mutating func readToEnd() async throws {
        while try await output.next() != nil {}
        while try await errors.next() != nil {}
    }

    private static func next(_ start: String, in lines: inout Lines) async throws -> [String] {
        var read: [String] = []
        while let line = try await lines.next() {
            read.append(line)
            if line.hasPrefix(start) { return read }
        }
        throw DevEnded(awaited: start, read: read)
    }

    /// Runs `nano-tools dev SOURCE` beside `body`, which ends it; else it is killed.
    /// - Returns: how it ended.
    static func run(
        _ source: FilePath, body: (inout DevRun) async throws -> Void
    ) async throws -> TerminationStatus {
        let result = try await Subprocess.run(
            .path(try Tool.program("nano-tools")),
            arguments: [
                "dev", source.string, "--port", "0",
                "--runtime", try Tool.program("nano-runtime").string,
            ],
            input: .none, output: .sequence, error: .sequence
        ) { tool in
            var run = DevRun(
                output: tool.standardOutput.strings().makeAsyncIterator(),
                errors: tool.standardError.strings().makeAsyncIterator(),
                send: { try tool.send(signal: $0) })
            do {
                let serving = "serving "
                run.url = String(try await run.line(serving).dropFirst(serving.count).dropLast())
                try await body(&run)
                try await run.readToEnd()
            } catch {
                // It ends its runtime itself, which a kill would leave behind.
                try? tool.send(signal: .terminate)
                try? await run.readToEnd()
                throw error
            }
        }
        return result.terminationStatus
    }
}

/// It ended without the line that a test waited for.
struct DevEnded: Error {
    let awaited: String
    let read: [String]
}
