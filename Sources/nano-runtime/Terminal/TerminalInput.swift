import Dispatch
import Glibc

/// What happens to a program that has the whole screen: keys, signals, and the passing of time.
/// Until ``stop()`` the signals do not end the program.
///
/// Signal handlers write their number to a pipe (signal-safety(7)).
final class TerminalInput {
    enum Input: Sendable {
        case key(UInt8)
        /// It is time to look again.
        case tick
        case resized
        /// SIGINT, SIGTERM or SIGHUP, or nobody is at the terminal any more.
        case ended
    }

    private static let handled = [SIGINT, SIGTERM, SIGHUP, SIGWINCH]
    private let sources: [any DispatchSourceProtocol]

    /// - Parameters:
    ///   - descriptor: the terminal.
    ///   - tickMilliseconds: between two ticks, and until the first.
    ///   - take: told of each, on a thread of Dispatch's.
    init(
        _ descriptor: Int32, tickMilliseconds: Int, take: @escaping @Sendable (Input) -> Void
    ) {
        var pipe: [Int32] = [-1, -1]
        _ = Glibc.pipe(&pipe)
        for end in pipe { _ = fcntl(end, F_SETFL, O_NONBLOCK) }
        signalPipe = pipe[1]
        let keys = Self.source(descriptor) {
            take(.key($0))
        } end: {
            take(.ended)
        }
        let signals = Self.source(pipe[0]) { number in
            take(Int32(number) == SIGWINCH ? .resized : .ended)
        } end: {
        }
        let timer = DispatchSource.makeTimerSource()
        let interval = DispatchTimeInterval.milliseconds(tickMilliseconds)
        timer.schedule(deadline: .now() + interval, repeating: interval)
        timer.setEventHandler { take(.tick) }
        sources = [keys, signals, timer]
        for number in Self.handled { signal(number, noteSignal) }
        for source in sources { source.activate() }
    }

    /// Gives the signals their meaning back.
    func stop() {
        for number in Self.handled { signal(number, SIG_DFL) }
        for source in sources { source.cancel() }
    }

    /// Each byte that can be read, and the end where there are no more.
    private static func source(
        _ descriptor: Int32, take: @escaping @Sendable (UInt8) -> Void,
        end: @escaping @Sendable () -> Void
    ) -> any DispatchSourceProtocol {
        let source = DispatchSource.makeReadSource(fileDescriptor: descriptor)
        source.setEventHandler {
            var bytes = [UInt8](repeating: 0, count: 64)
            let count = read(descriptor, &bytes, bytes.count)
            if count > 0 { bytes[..<count].forEach(take) }
            if count == 0 || (count < 0 && errno != EAGAIN && errno != EINTR) { end() }
        }
        return source
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
