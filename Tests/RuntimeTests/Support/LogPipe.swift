import Glibc
import Testing

@testable import Runtime

/// An event log whose lines a test reads.
final class LogPipe {
    let log: EventLog
    let readEnd: Int32
    private let writeEnd: Int32
    private var pending: [UInt8] = []

    init(format: EventFormat = .json, isNonblocking: Bool = false) throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        readEnd = ends[0]
        writeEnd = ends[1]
        if isNonblocking { try #require(fcntl(writeEnd, F_SETFL, O_NONBLOCK) == 0) }
        log = try EventLog(format: format, descriptor: writeEnd)
    }

    // The descriptors stay open: the log's thread, which never ends, may still write.

    /// The next lines, without their line feeds; fewer if the pipe ends or ten seconds pass.
    func lines(_ count: Int) -> [String] {
        var lines: [String] = []
        while lines.count < count {
            if let end = pending.firstIndex(of: UInt8(ascii: "\n")) {
                lines.append(String(decoding: pending[..<end], as: UTF8.self))
                pending.removeSubrange(...end)
            } else if !fill() {
                break
            }
        }
        return lines
    }

    private func fill() -> Bool {
        var ready = pollfd(fd: readEnd, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 10_000) == 1 else { return false }
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let got = bytes.withUnsafeMutableBytes { read(readEnd, $0.baseAddress, $0.count) }
        guard got > 0 else { return false }
        pending += bytes.prefix(got)
        return true
    }
}
