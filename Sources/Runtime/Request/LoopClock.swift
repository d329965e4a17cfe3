import Glibc
import HTTP1

/// The time as one event loop knows it: read once a turn and once as each request ends. The wall
/// clock is read when one of its seconds is over, and whenever it was set, within a second.
struct LoopClock {
    /// Of the monotonic clock, as it was last read.
    private(set) var nanoseconds = 0
    /// The Date of responses.
    private(set) var date = HTTPDate(unixSeconds: 0)
    /// What the wall clock is ahead of the monotonic one.
    private var wallOffsetNanoseconds = 0
    /// When the second of `date` is over, on the monotonic clock.
    private var secondEndNanoseconds = 0

    init() {
        beginTurn()
    }

    /// To be called before anything is done that looks at the time.
    mutating func beginTurn() {
        read()
        if nanoseconds >= secondEndNanoseconds { readWallClock() }
    }

    mutating func read() {
        nanoseconds = MonotonicClock.nanoseconds
    }

    /// The wall clock at that time of the monotonic one, in nanoseconds since 1970.
    func wallNanoseconds(at nanoseconds: Int) -> Int { nanoseconds + wallOffsetNanoseconds }

    private mutating func readWallClock() {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME, &now)
        date = HTTPDate(unixSeconds: now.tv_sec)
        wallOffsetNanoseconds = now.tv_sec * 1_000_000_000 + now.tv_nsec - nanoseconds
        secondEndNanoseconds = nanoseconds + 1_000_000_000 - now.tv_nsec
    }
}
