/// A file or an entry that was refused.
public struct FailureReport: Codable, Equatable, Sendable {
    /// RFC 3339, UTC.
    public var at: String
    public var reason: String

    public init(at: String, reason: String) {
        self.at = at
        self.reason = reason
    }
}
