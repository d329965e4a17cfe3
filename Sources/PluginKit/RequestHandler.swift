/// What `Plugin` and `HostedPlugin` have in common. Conform to one of those two.
///
/// `version` and `execution` go into the file's manifest, which the runtime reads before it loads
/// the file. `nano-tools build-plugin` takes them from the source, so each is a `static let` with
/// a literal: `"1.0.0"`, `.inline`.
public protocol RequestHandler: Sendable {
    /// What `handle` may throw; inferred, and `Never` for a handler that does not throw.
    associatedtype Failure: Error = Never

    /// The plugin's own version, at most 31 bytes of UTF-8.
    static var version: StaticString { get }

    /// On which thread `handle` runs; `.lane` unless declared.
    static var execution: Execution { get }

    /// Answers one request. Called from several threads at once, so state that changes needs a
    /// lock. An error gives the client a 500 and a line in the log.
    func handle(_ request: borrowing Request) throws(Failure) -> Response
}

extension RequestHandler {
    /// A thread of this copy's own, where blocking is fine.
    public static var execution: Execution { .lane }
}
