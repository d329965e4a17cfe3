import FoundationEssentials
import Subprocess
import Testing

/// The log of a running server, read as it comes: a test goes on when what it waits for has
/// happened.
struct ServerLog {
    private var lines: SubprocessOutputSequence.StringSequence<UTF8>.AsyncIterator

    init(_ output: SubprocessOutputSequence) {
        lines = output.strings().makeAsyncIterator()
    }

    /// Waits for the next `event`, or the `other`, past all others. A file that is refused will not
    /// bring it.
    mutating func next(_ event: String, or other: String? = nil) async throws -> LogLine {
        while let text = try await lines.next() {
            let line = try JSONDecoder().decode(LogLine.self, from: Data(text.utf8))
            if line.event == event || line.event == other { return line }
            if line.event == "app_rejected" { throw AppRejected(reason: line.reason ?? text) }
        }
        throw LogEnded(awaited: event)
    }

    /// Reads what is left.
    mutating func readToEnd() async throws {
        while try await lines.next() != nil {}
    }
}

/// The server ended without the event that a test waited for.
struct LogEnded: Error {
    let awaited: String
}

/// The server refused what was to be deployed.
struct AppRejected: Error {
    let reason: String
}
