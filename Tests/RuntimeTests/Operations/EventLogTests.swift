import Glibc
import Testing

@testable import Runtime

/// Events on their way to a descriptor.
@Suite struct EventLogTests {
    private func note(_ text: String) -> Event { Event("note", [("text", .text(text))]) }

    @Test func writesLinesInTheOrderTheyCame() throws {
        let pipe = try LogPipe(format: .text)
        for number in 0..<100 { pipe.log.emit(note("n\(number)")) }
        let numbers = pipe.lines(100).map { $0.split(separator: "text=").last }
        #expect(numbers == (0..<100).map { "n\($0)" })
    }

    @Test func flushReturnsWhenAllIsWritten() throws {
        let pipe = try LogPipe()
        pipe.log.emit(note("one"))
        pipe.log.flush(seconds: 10)
        var count: Int32 = 0
        _ = ioctl(pipe.readEnd, UInt(FIONREAD), &count)
        #expect(count > 0)
    }

    @Test(arguments: [false, true])
    func dropsAndCountsWhatNobodyReads(isNonblocking: Bool) throws {
        let pipe = try LogPipe(isNonblocking: isNonblocking)
        let text = String(repeating: "x", count: 1_000)
        // The queue takes 1 MiB, the pipe 64 KiB, and one batch may be on its way in between.
        let emitted = 5_000
        for _ in 0..<emitted { pipe.log.emit(note(text)) }
        var notes = 0
        var dropped: Int?
        while dropped == nil, let line = pipe.lines(1).first {
            if line.contains(#""event":"note""#) { notes += 1 }
            if line.contains(#""event":"events_dropped""#) {
                dropped = Int(line.split(separator: ":").last?.dropLast() ?? "")
            }
        }
        #expect(notes > 0)
        #expect(notes + (dropped ?? 0) == emitted)
    }
}
