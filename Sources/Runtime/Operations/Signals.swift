// SIGTERM, SIGINT and SIGHUP are blocked in every thread and taken by one that waits for them, so
// that no handler runs in the middle of anything, and a plugin that installs one changes nothing.

import Glibc

/// The signals of the process's life. `block` before the first thread is started.
enum Signals {
    private static let names: [Int32: String] = [
        SIGTERM: "SIGTERM", SIGINT: "SIGINT", SIGHUP: "SIGHUP",
    ]

    static func block() {
        var set = set()
        pthread_sigmask(SIG_BLOCK, &set, nil)
        signal(SIGPIPE, SIG_IGN)
    }

    /// Waits for the next one.
    /// - Returns: its number and name; `nil` when the time was over first.
    static func wait(milliseconds: Int? = nil) -> (number: Int32, name: String)? {
        var set = set()
        while true {
            let number: Int32
            if let milliseconds {
                var timeout = timespec(
                    tv_sec: milliseconds / 1_000, tv_nsec: milliseconds % 1_000 * 1_000_000)
                number = sigtimedwait(&set, nil, &timeout)
                if number < 0 && errno == EAGAIN { return nil }
            } else {
                number = sigwaitinfo(&set, nil)
            }
            if let name = names[number] { return (number, name) }
        }
    }

    private static func set() -> sigset_t {
        var set = sigset_t()
        sigemptyset(&set)
        for number in names.keys { sigaddset(&set, number) }
        return set
    }
}
