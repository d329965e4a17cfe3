/// An error about a text that says, in words, what is wrong with it.
protocol ExplainedError: Error {
    /// A clause such as `it has a port`.
    var reason: String { get }
}
