import Configuration
import Glibc
import Testing

@testable import Runtime

/// Lines on their way out, and what becomes of those that don't get there.
@Suite struct AccessLogTests {
    private let directory: TemporaryDirectory
    private let events: LogPipe

    init() throws {
        directory = try TemporaryDirectory()
        events = try LogPipe()
    }

    private func text(_ name: String) throws -> String {
        String(
            decoding: try FileContent.read(directory.file(name), bytesMax: 1 << 20), as: UTF8.self)
    }

    private func line(_ text: String) -> [UInt8] { Array("\(text)\n".utf8) }

    @Test func aFileIsAppendedToAndOpenedAnewWhenItIsTold() throws {
        try directory.write("access.log", "before\n")
        let path = directory.file("access.log")
        let log = try AccessLog(.json, to: .file(path), events.log)
        log.add(line("one"), count: 1)
        log.flush(seconds: 10)
        #expect(try text("access.log") == "before\none\n")

        try #require(rename(path, directory.file("access.log.1")) == 0)
        log.add(line("two"), count: 1)
        log.flush(seconds: 10)
        log.reopen()
        #expect(events.lines(1).first?.contains(#""event":"access_log_reopened""#) == true)
        log.add(line("three"), count: 1)
        log.flush(seconds: 10)
        #expect(try text("access.log.1") == "before\none\ntwo\n")
        #expect(try text("access.log") == "three\n")
        var status = stat()
        try #require(stat(path, &status) == 0)
        #expect(status.st_mode & 0o777 == 0o640)
        #expect(log.lostCount == 0)
    }

    @Test func aFileThatCannotBeOpenedAnewGoesOn() throws {
        let path = directory.file("access.log")
        let log = try AccessLog(.json, to: .file(path), events.log)
        try #require(rename(path, directory.file("old")) == 0)
        try #require(mkdir(path, 0o755) == 0)
        log.reopen()
        let event = events.lines(1).first ?? ""
        #expect(event.contains(#""event":"access_log_not_reopened""#))
        #expect(event.contains("Is a directory"))
        log.add(line("still"), count: 1)
        log.flush(seconds: 10)
        #expect(try text("old") == "still\n")
    }

    @Test func aFileThatCannotBeOpenedAtAllIsAStartError() {
        #expect(throws: StartError.self) {
            _ = try AccessLog(.json, to: .file("/nowhere/access.log"), events.log)
        }
    }

    @Test func aFullDiskLosesLinesAndSaysHowMany() throws {
        let log = try AccessLog(.json, to: .file("/dev/full"), events.log)
        log.add(line("one") + line("two"), count: 2)
        log.flush(seconds: 10)
        #expect(log.takeLost(at: 1_000) == 2)
        #expect(log.takeLost(at: 2_000) == nil)
        log.add(line("three"), count: 1)
        log.flush(seconds: 10)
        #expect(log.takeLost(at: 3_000) == nil)
        #expect(log.takeLost(at: 20_000_000_000) == 1)
        #expect(log.lostCount == 3)
    }

    @Test func whatNobodyReadsIsDroppedAndCounted() throws {
        var ends: [Int32] = [-1, -1]
        try #require(pipe(&ends) == 0)
        let writer = try LineWriter("test-lines", to: DescriptorOutput(descriptor: ends[1]))
        let line = line(String(repeating: "x", count: 999))
        // 64 KiB are in the pipe, and one batch waits for it, while the queue takes 1 MiB.
        for _ in 0..<5_000 { writer.add(line) }
        #expect(writer.lostCount > 0)
        var count = 0
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        while count < (5_000 - writer.lostCount) * line.count {
            let got = bytes.withUnsafeMutableBytes { read(ends[0], $0.baseAddress, $0.count) }
            try #require(got > 0)
            count += got
        }
        #expect(count == (5_000 - writer.lostCount) * line.count)
    }

    // MARK: The journal

    private func journal(_ path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        let result = withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        try #require(result == 0)
        return descriptor
    }

    private func receive(_ descriptor: Int32) -> String {
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = bytes.withUnsafeMutableBytes {
            recv(descriptor, $0.baseAddress, $0.count, Int32(MSG_DONTWAIT))
        }
        return String(decoding: bytes.prefix(max(0, count)), as: UTF8.self)
    }

    @Test func eachEntryIsADatagramAndARestartedJournalIsFound() throws {
        let path = directory.file("socket")
        var output = JournalOutput(path: path)
        let entries = Array("MESSAGE=a\nB=1\n\nMESSAGE=b\n\n".utf8)
        #expect(output.write(entries) == 2)
        let first = try journal(path)
        #expect(output.write(entries) == 0)
        #expect(receive(first) == "MESSAGE=a\nB=1\n")
        #expect(receive(first) == "MESSAGE=b\n")
        close(first)
        unlink(path)
        let second = try journal(path)
        #expect(output.write(entries) == 0)
        #expect(receive(second) == "MESSAGE=a\nB=1\n")
        close(second)
    }
}
