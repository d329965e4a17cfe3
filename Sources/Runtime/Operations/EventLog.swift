// Events go to standard output through a bounded queue and a thread of their own: a full pipe or
// a stopped reader never holds up an event loop or the lifecycle. What does not fit is dropped and
// counted, and the count is the next line written.

import Glibc

/// The runtime's log of events. Callable from every thread.
final class EventLog: Sendable {
    private struct State {
        var pending: [UInt8] = []
        var dropped = 0
        var isWriting = false
    }

    private static let pendingBytesMax = 1 << 20

    private let format: EventFormat
    private let descriptor: Int32
    /// The last events, for operators that ask for them.
    let recent = EventRing()
    private let monitor = Monitor(State())

    /// Starts the writing thread.
    /// - Parameter descriptor: where lines go; not closed.
    init(format: EventFormat, descriptor: Int32 = STDOUT_FILENO) throws(ThreadError) {
        self.format = format
        self.descriptor = descriptor
        _ = try NamedThread("event-log") { [self] in write() }
    }

    func emit(_ event: Event) {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        let line = format.line(for: event, at: now)
        recent.append(event, at: now)
        monitor.withLock { state in
            if state.pending.count + line.count <= Self.pendingBytesMax {
                state.pending += line
            } else {
                state.dropped += 1
            }
        }
        monitor.broadcast()
    }

    /// Waits until all lines are written, or until the time is over because nobody reads them.
    func flush(seconds: Double) {
        _ = monitor.wait(seconds: seconds) { state in
            state.pending.isEmpty && !state.isWriting ? true : nil
        }
    }

    private func write() {
        while true {
            let bytes = monitor.wait { state -> [UInt8]? in
                guard !state.pending.isEmpty || state.dropped > 0 else { return nil }
                defer {
                    state.pending = []
                    state.dropped = 0
                }
                state.isWriting = true
                return state.pending + droppedLine(state.dropped)
            }
            writeAll(bytes ?? [])
            monitor.withLock { $0.isWriting = false }
            monitor.broadcast()
        }
    }

    private func droppedLine(_ count: Int) -> [UInt8] {
        guard count > 0 else { return [] }
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return format.line(for: .eventsDropped(count: count), at: now)
    }

    /// A closed pipe or a full disk loses lines; it does not end the server.
    private func writeAll(_ bytes: [UInt8]) {
        var rest = bytes[...]
        while !rest.isEmpty {
            let written = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if written > 0 {
                rest = rest.dropFirst(written)
            } else if errno == EAGAIN {
                waitUntilWritable()
            } else if errno != EINTR {
                return
            }
        }
    }

    /// Whoever gave the descriptor may have made it non-blocking: a shell, a supervisor.
    private func waitUntilWritable() {
        var ready = pollfd(fd: descriptor, events: Int16(POLLOUT), revents: 0)
        poll(&ready, 1, -1)
    }
}
