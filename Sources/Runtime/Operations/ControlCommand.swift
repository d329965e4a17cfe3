import Configuration

/// What an operator asks of the lifecycle, beside what the directory and the configuration say.
enum ControlCommand: Sendable {
    /// Serve the entry's plugin. Its path is absolute.
    case add(AppEntry)
    case remove(AppName)
    /// Load the app's file again, changed or not.
    case reload(AppName)
    /// Take the app out of service until it is resumed.
    case drain(AppName)
    case resume(AppName)
    /// Serve what served before.
    case rollback(AppName)
    /// Read the configuration and the directory again.
    case reloadAll

    /// The app that it is about, if it is about one.
    var app: AppName? {
        switch self {
        case .add(let entry): entry.name
        case .remove(let name), .reload(let name), .drain(let name), .resume(let name),
            .rollback(let name):
            name
        case .reloadAll: nil
        }
    }

    /// The verb, as operators type it.
    var name: String {
        switch self {
        case .add: "add"
        case .remove: "remove"
        case .reload, .reloadAll: "reload"
        case .drain: "drain"
        case .resume: "resume"
        case .rollback: "rollback"
        }
    }
}

/// What became of a command.
enum ControlOutcome: Equatable, Sendable {
    /// It is so, on every event loop: the new generation serves, or the drain has begun.
    case done
    /// What `reloadAll` has found to do.
    case reloaded(added: Int, removed: Int, changed: Int, unchanged: Int)
}

/// Called once, on the lifecycle thread.
typealias ControlReply = @Sendable (Result<ControlOutcome, ControlError>) -> Void
