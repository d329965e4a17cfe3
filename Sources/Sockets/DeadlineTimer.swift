import Glibc
import LinuxShims

/// A timer that gets readable when the earliest of the times it was set for is over
/// (`timerfd_create(2)`), on CLOCK_MONOTONIC.
public struct DeadlineTimer: ~Copyable {
    public let descriptor: CInt
    private var milliseconds = Int.max

    public init() throws(SystemError) {
        descriptor = linux_timer()
        guard descriptor >= 0 else { throw SystemError("timerfd_create") }
    }

    deinit {
        close(descriptor)
    }

    /// Sets it, unless it expires before that anyway.
    public mutating func set(atMilliseconds milliseconds: Int) {
        guard milliseconds < self.milliseconds else { return }
        self.milliseconds = milliseconds
        linux_timer_set(descriptor, Int64(milliseconds))
    }

    /// It has expired: it is no longer readable, and not set.
    public mutating func take() {
        var count: UInt64 = 0
        _ = read(descriptor, &count, MemoryLayout<UInt64>.size)
        milliseconds = .max
    }
}
