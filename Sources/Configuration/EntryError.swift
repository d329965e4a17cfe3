/// An entry of `apps` that was refused. The others stand.
public struct EntryError: Error, Equatable, Sendable {
    /// The app whose entry it is, so that a running app of this name can be left as it is. Nil if
    /// the entry has no valid name: then any app may be meant, and none should be removed on the
    /// strength of this file. An accepted entry may have the same name, if this one repeats it.
    public let app: AppName?

    /// What is wrong, and where.
    public let error: ConfigurationError
}

extension EntryError: CustomStringConvertible {
    /// The error's one line.
    public var description: String { error.description }
}
