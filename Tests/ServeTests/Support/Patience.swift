import Glibc

/// How long anything may take before a test fails. It bounds a hang and measures nothing: long
/// enough for a machine that is busy with something else.
struct Patience {
    static let seconds = 40.0

    private let end: Double

    init(seconds: Double = Patience.seconds) {
        end = Self.now + seconds
    }

    /// What is left, for `poll`.
    var milliseconds: Int32 { Int32(max(0, (end - Self.now) * 1_000)) }

    /// - Throws: when the time is over.
    func expectTime(for what: String) throws {
        guard Self.now < end else { throw TestFailure("expected \(what) in time") }
    }

    /// Waits until `descriptor` can be read, or written.
    /// - Returns: `false` when the time is over.
    func wait(for descriptor: Int32, toWrite: Bool = false) -> Bool {
        wait(for: descriptor, events: toWrite ? POLLOUT : POLLIN)
    }

    /// Waits for one of these events of `poll`, or for an error.
    /// - Returns: `false` when the time is over.
    func wait(for descriptor: Int32, events: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
        while true {
            let count = poll(&entry, 1, milliseconds)
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }

    private static var now: Double {
        var time = timespec()
        clock_gettime(CLOCK_MONOTONIC, &time)
        return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
    }
}
