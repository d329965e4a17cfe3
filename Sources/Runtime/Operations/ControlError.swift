import Configuration

/// Why a command changed nothing.
enum ControlError: Error, Equatable, Sendable, CustomStringConvertible {
    case unknownApp(AppName)
    /// The app is not in a state in which that can be done.
    case conflict(String)
    /// The file, the entry or the candidate was refused.
    case rejected(String)
    /// The process ends.
    case stopping

    /// The kind, for scripts.
    var name: String {
        switch self {
        case .unknownApp: "unknown_app"
        case .conflict: "conflict"
        case .rejected: "rejected"
        case .stopping: "stopping"
        }
    }

    var description: String {
        switch self {
        case .unknownApp(let name): "there is no app \(name)"
        case .conflict(let reason), .rejected(let reason): reason
        case .stopping: "the process ends"
        }
    }
}
