/// The body of every answer that is not a success.
public struct ErrorReport: Codable, Equatable, Sendable {
    /// What kind of thing went wrong; the same words for the same kind.
    public var error: String
    /// What was expected, what came, and where.
    public var detail: String

    public init(error: String, detail: String) {
        self.error = error
        self.detail = detail
    }
}
