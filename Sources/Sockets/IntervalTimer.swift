import Glibc
import LinuxShims

/// A timer that gets readable again and again (`timerfd_create(2)`), without drift.
public struct IntervalTimer: ~Copyable {
    public let descriptor: CInt

    public init(seconds: Int) throws(SystemError) {
        descriptor = linux_interval_timer(seconds)
        guard descriptor >= 0 else { throw SystemError("timerfd_create") }
    }

    deinit {
        close(descriptor)
    }

    /// How often it has expired since the last call.
    public func take() -> Int {
        var count: UInt64 = 0
        let size = read(descriptor, &count, MemoryLayout<UInt64>.size)
        return size == MemoryLayout<UInt64>.size ? Int(clamping: count) : 0
    }
}
