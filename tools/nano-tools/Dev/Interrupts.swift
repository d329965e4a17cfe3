import Dispatch
import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// SIGINT, SIGTERM and SIGHUP as a stream, until `stop`; they no longer end this program.
///
/// The handler writes the signal's number to a pipe (signal-safety(7)); a signalfd would need the
/// signals blocked in threads that this program did not start.
final class Interrupts {
    /// SIGINT or SIGTERM, to be passed on. A hang-up of the terminal counts as SIGTERM.
    let signals: AsyncStream<Int32>

    private static let handled = [SIGINT, SIGTERM, SIGHUP]
    private let source: any DispatchSourceRead

    init() throws {
        let pipe = try FileDescriptor.pipe()
        for end in [pipe.readEnd, pipe.writeEnd] {
            _ = fcntl(end.rawValue, F_SETFD, FD_CLOEXEC)
            _ = fcntl(end.rawValue, F_SETFL, O_NONBLOCK)
        }
        signalPipe = pipe.writeEnd.rawValue
        source = DispatchSource.makeReadSource(fileDescriptor: pipe.readEnd.rawValue)
        let (signals, continuation) = AsyncStream.makeStream(of: Int32.self)
        self.signals = signals
        source.setEventHandler {
            var number: UInt8 = 0
            while read(pipe.readEnd.rawValue, &number, 1) == 1 {
                continuation.yield(Int32(number) == SIGHUP ? SIGTERM : Int32(number))
            }
        }
        source.setCancelHandler { try? pipe.readEnd.close() }
        source.activate()
        for number in Self.handled { signal(number, noteSignal) }
    }

    /// Gives the signals their meaning back.
    func stop() {
        for number in Self.handled { signal(number, SIG_DFL) }
        source.cancel()
    }
}

// Unchecked: written once, before the handler that reads it is installed.
private nonisolated(unsafe) var signalPipe: Int32 = -1

private func noteSignal(_ number: Int32) {
    let error = errno
    var byte = UInt8(truncatingIfNeeded: number)
    _ = write(signalPipe, &byte, 1)
    errno = error
}
