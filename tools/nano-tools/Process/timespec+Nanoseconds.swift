import Glibc
// The harness's headers include time.h as well, and which of the two modules the compiler takes
// `timespec` for hangs on the order in which it meets them.
import PluginABITesting

extension timespec {
    /// Nanoseconds since the clock's beginning.
    var nanosecondCount: Int { tv_sec * 1_000_000_000 + tv_nsec }

    /// The time of `clock` (clock_gettime(2)).
    static func now(_ clock: clockid_t) -> timespec {
        var time = timespec()
        clock_gettime(clock, &time)
        return time
    }
}
