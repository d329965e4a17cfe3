import Glibc

/// What a supervisor starts a server with (sd_listen_fds(3), sd_notify(3)).
struct Supervision {
    private(set) var environment: [String: String] = [:]
    /// Of the test's, by the numbers that the server has them under.
    private(set) var descriptors: [Int32: Int32] = [:]
    /// The words before the server's command; it is the process that they start, which alone knows
    /// its number.
    private(set) var launcher: [String] = []
    /// Open as long as they may be handed over.
    private var sockets: [OpenSocket] = []

    /// Hands sockets over, by name.
    mutating func hand(_ sockets: [(name: String, socket: OpenSocket)]) {
        self.sockets = sockets.map(\.socket)
        for (index, entry) in sockets.enumerated() {
            descriptors[3 + Int32(index)] = entry.socket.descriptor
        }
        environment["LISTEN_FDS"] = "\(sockets.count)"
        environment["LISTEN_FDNAMES"] = sockets.map(\.name).joined(separator: ":")
        launcher = ["/bin/sh", "-c", #"export LISTEN_PID=$$ && exec "$@""#, "launcher"]
    }

    /// Wants to hear from it.
    mutating func listen(_ notices: SupervisorNotices, watchdogMilliseconds: Int? = nil) {
        environment["NOTIFY_SOCKET"] = notices.path
        environment["WATCHDOG_USEC"] = watchdogMilliseconds.map { "\($0 * 1_000)" }
    }
}
