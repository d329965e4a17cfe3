import Glibc

/// What a supervisor says to this process as it starts it (sd_notify(3), sd_watchdog_enabled(3)).
struct SupervisorVariables: Equatable, Sendable {
    /// Where it wants to hear from the process; `nil` where it does not.
    let notifySocket: String?
    /// It restarts the process when it hears nothing for as long; `nil` where it does not.
    let watchdogMicroseconds: Int?

    private static let names = ["NOTIFY_SOCKET", "WATCHDOG_USEC", "WATCHDOG_PID"]

    /// Reads the environment, and removes the variables: a child must not speak for this process.
    /// Call it before another thread exists.
    static func take() -> SupervisorVariables {
        var variables: [String: String] = [:]
        for name in names {
            variables[name] = getenv(name).map { String(cString: $0) }
            unsetenv(name)
        }
        return SupervisorVariables(variables, pid: getpid())
    }

    /// - Parameter pid: this process. A watchdog of another one is not looked at.
    init(_ variables: [String: String], pid: pid_t) {
        notifySocket = variables["NOTIFY_SOCKET"].flatMap { $0.isEmpty ? nil : $0 }
        let isOurs = variables["WATCHDOG_PID"].map { pid_t($0) == pid } ?? true
        let microseconds = variables["WATCHDOG_USEC"].flatMap { Int($0) } ?? 0
        watchdogMicroseconds = isOurs && microseconds > 0 ? microseconds : nil
    }
}
