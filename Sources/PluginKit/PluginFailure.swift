/// Why a plugin could not start, in words for the operator.
public struct PluginFailure: Error, Sendable {
    /// One line, such as `DATABASE_URL is not set`.
    public let message: String

    /// A failure with its reason.
    public init(_ message: String) {
        self.message = message
    }
}
