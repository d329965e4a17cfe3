/// Where requests are logged.
enum AccessLogDestination: Equatable, Sendable {
    case output
    /// systemd's.
    case journal
    /// A path.
    case file(String)

    /// - Parameter text: `-`, `journal`, or a path.
    init(_ text: String) {
        switch text {
        case "-": self = .output
        case "journal": self = .journal
        default: self = .file(text)
        }
    }
}
