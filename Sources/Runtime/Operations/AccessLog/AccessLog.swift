// Requests as lines for operators. A loop writes its lines into memory of its own (AccessLines) and
// hands them over once a turn; a thread of its own writes them where the operator wants them. With
// the log off there is none of this.

import Configuration
import Glibc
import Synchronization

/// The log of requests. Callable from every thread.
final class AccessLog: Sendable {
    /// Two reports of lost lines are at least this far apart.
    private static let reportIntervalSeconds = 10

    let format: AccessLogFormat
    /// Whether an entry is fields for systemd's journal.
    let isJournal: Bool
    private let writer: LineWriter
    private let report = Mutex((lostCount: 0, nextNanoseconds: 0))

    /// Opens the destination, and starts the writing thread.
    /// - Parameter log: is told what becomes of the file.
    /// - Throws: `StartError`, or `ThreadError`.
    init(_ format: AccessLogFormat, to destination: AccessLogDestination, _ log: EventLog) throws {
        self.format = format
        isJournal = destination == .journal
        let output: any LineOutput =
            switch destination {
            case .output: DescriptorOutput(descriptor: STDOUT_FILENO)
            case .journal: JournalOutput()
            case .file(let path): try AccessLogFile(path, log)
            }
        writer = try LineWriter("access-log", to: output)
    }

    func add(_ lines: [UInt8], count: Int) {
        writer.add(lines, count: count)
    }

    /// Lines that are not in the log.
    var lostCount: Int { writer.lostCount }

    /// How many were lost since the last report, where it is time for one: at once after a quiet
    /// time, then not before the interval is over.
    func takeLost(at nanoseconds: Int) -> Int? {
        let lostCount = writer.lostCount
        return report.withLock { report in
            let count = lostCount - report.lostCount
            guard count > 0, nanoseconds >= report.nextNanoseconds else { return nil }
            report = (lostCount, nanoseconds + Self.reportIntervalSeconds * 1_000_000_000)
            return count
        }
    }

    /// Opens a file of that name again: the old one may have been renamed.
    func reopen() {
        writer.reopen()
    }

    func flush(seconds: Double) {
        writer.flush(seconds: seconds)
    }
}
