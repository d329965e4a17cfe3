/// What `Plugin` and `HostedPlugin` have in common. Conform to one of those two.
public protocol RequestHandler: PluginDeclaration {
    /// What `handle` may throw; inferred, and `Never` for a handler that does not throw.
    associatedtype Failure: Error = Never

    /// Answers one request. Called from several threads at once, so state that changes needs a
    /// lock. An error gives the client a 500 and a line in the log.
    func handle(_ request: borrowing Request) throws(Failure) -> Response
}
