import Glibc

/// A moment of the monotonic clock, after which nothing is waited for any longer.
struct Deadline {
    private let endNanoseconds: UInt64

    init(seconds: Double) {
        endNanoseconds = Self.nowNanoseconds + UInt64(seconds * 1e9)
    }

    static var nowNanoseconds: UInt64 {
        UInt64(timespec.now(CLOCK_MONOTONIC).nanosecondCount)
    }

    /// Waits until `descriptor` can be read, or its other end is closed.
    /// - Returns: `false` when the time is over.
    func waitToRead(_ descriptor: Int32) -> Bool {
        var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        while true {
            let now = Self.nowNanoseconds
            // Rounded up: not to spin in the last millisecond.
            let milliseconds = now < endNanoseconds ? (endNanoseconds - now) / 1_000_000 + 1 : 0
            let count = poll(&entry, 1, Int32(clamping: milliseconds))
            if count > 0 { return true }
            if count == 0 || errno != EINTR { return false }
        }
    }
}
