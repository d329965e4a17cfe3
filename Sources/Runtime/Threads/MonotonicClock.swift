import Glibc

/// Time that only goes forward (`CLOCK_MONOTONIC`): deadlines survive a step of the wall clock.
enum MonotonicClock {
    static var nanoseconds: Int {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return now.tv_sec * 1_000_000_000 + now.tv_nsec
    }

    static var microseconds: Int { nanoseconds / 1_000 }

    static var milliseconds: Int { nanoseconds / 1_000_000 }
}
