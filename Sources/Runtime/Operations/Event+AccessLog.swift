extension Event {
    /// Lines of the access log that are not in it: nobody took them in time, or nobody can.
    static func accessLogDropped(count: Int) -> Event {
        Event("access_log_dropped", level: .warning, [("count", .number(count))])
    }

    static func accessLogReopened(path: String) -> Event {
        Event("access_log_reopened", [("path", .text(path))])
    }

    /// It goes on in the file that is open.
    static func accessLogNotReopened(path: String, reason: String) -> Event {
        Event(
            "access_log_not_reopened", level: .error,
            [("path", .text(path)), ("reason", .text(reason))])
    }
}
