import Glibc

/// The moment that a report is of.
struct ReportMoment: Sendable {
    let milliseconds = MonotonicClock.milliseconds

    /// RFC 3339, UTC.
    static func text(unixSeconds: Int) -> String {
        EventFormat.timestamp(timespec(tv_sec: unixSeconds, tv_nsec: 0))
    }
}
