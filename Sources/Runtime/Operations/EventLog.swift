// Events go to standard output by a LineWriter: a full pipe or a stopped reader never holds up an
// event loop or the lifecycle. What does not fit is dropped and counted, and the count is the next
// line written.

import Glibc

/// The runtime's log of events. Callable from every thread.
final class EventLog: Sendable {
    private let format: EventFormat
    private let writer: LineWriter
    /// The last events, for operators that ask for them.
    let recent = EventRing()

    /// Starts the writing thread.
    /// - Parameter descriptor: where lines go; not closed.
    init(format: EventFormat, descriptor: Int32 = STDOUT_FILENO) throws(ThreadError) {
        self.format = format
        writer = try LineWriter(
            "event-log", to: DescriptorOutput(descriptor: descriptor),
            notice: { count in
                format.line(for: .eventsDropped(count: count), at: Self.now)
            })
    }

    /// Lines that were not written: nobody read them in time, or nobody can.
    var droppedCount: Int { writer.lostCount }

    func emit(_ event: Event) {
        let now = Self.now
        recent.append(event, at: now)
        writer.add(format.line(for: event, at: now))
    }

    /// Waits until all lines are written, or until the time is over because nobody reads them.
    func flush(seconds: Double) {
        writer.flush(seconds: seconds)
    }

    private static var now: timespec {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        return now
    }
}
