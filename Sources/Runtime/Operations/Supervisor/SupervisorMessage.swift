/// What a supervisor is told (sd_notify(3)).
enum SupervisorMessage: Equatable, Sendable {
    /// The first table is served, or a reload is over.
    case ready(status: String)
    /// What the supervisor has asked for by SIGHUP has begun.
    case reloading(atMicroseconds: Int)
    /// The end has begun.
    /// - Parameter milliseconds: how long it may take, whatever the unit says of that.
    case stopping(status: String, milliseconds: Int)
    /// A line for people: `systemctl status`.
    case status(String)
    /// Everything that must answer has answered.
    case watchdog

    /// The datagram.
    var text: String {
        switch self {
        case .ready(let status): "READY=1\n\(Self.line(status))"
        case .reloading(let microseconds):
            "RELOADING=1\nMONOTONIC_USEC=\(microseconds)\n\(Self.line("reading everything again"))"
        case .stopping(let status, let milliseconds):
            "STOPPING=1\nEXTEND_TIMEOUT_USEC=\(milliseconds * 1_000)\n\(Self.line(status))"
        case .status(let status): Self.line(status)
        case .watchdog: "WATCHDOG=1"
        }
    }

    /// One line: what it quotes may have more.
    private static func line(_ status: String) -> String {
        "STATUS=" + status.replacing("\n", with: " ")
    }
}
