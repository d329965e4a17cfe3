/// Why the entry of an app that was to be added cannot be read.
public enum AddedEntryError: Error, Equatable, Sendable {
    /// It is no JSON.
    case notJSON(ConfigurationError)
    /// It is JSON, but no entry.
    case refused(ConfigurationError)
}
