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
}

/// What became of a command.
enum ControlOutcome: Sendable {
    /// It is so, on every event loop: the new generation serves, or the drain has begun.
    case done
    /// What `reloadAll` has found to do.
    case reloaded(added: Int, removed: Int, changed: Int, unchanged: Int)
}

/// Why a command changed nothing.
enum ControlError: Error, Equatable, Sendable {
    case unknownApp(AppName)
    /// The app is not in a state in which that can be done.
    case conflict(String)
    /// The file, the entry or the candidate was refused.
    case rejected(String)
    /// The process ends.
    case stopping
}

/// Called once, on the lifecycle thread.
typealias ControlReply = @Sendable (Result<ControlOutcome, ControlError>) -> Void
