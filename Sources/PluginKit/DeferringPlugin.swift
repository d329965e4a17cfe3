/// A plugin that answers when it likes, from any thread, whole or in pieces.
///
///     @main
///     struct Countdown: DeferringPlugin {
///         static let version: StaticString = "1.0.0"
///
///         init(host: Host) {}
///
///         func handle(_ request: borrowing Request, _ call: consuming Call) throws(CallError) {
///             let stream = try call.begin(.text("3, "))
///             try stream.write("2, ")
///             try stream.write("1\n")
///             stream.end()
///         }
///     }
public protocol DeferringPlugin: PluginDeclaration {
    /// What `handle` may throw; inferred, and `Never` for a handler that does not throw.
    associatedtype Failure: Error = Never

    /// How bodies come; `.whole` unless declared, as a `static let` with a literal.
    static var body: BodyDelivery { get }

    /// Makes the app, on a thread of this copy's own; it may block, within the runtime's deadline
    /// (10 s). An error rejects the file, and the operator reads its message.
    init(host: Host) throws(PluginFailure)

    /// Takes one request. Called from several threads at once. A call that is dropped without an
    /// answer is abandoned: the client gets a 500, or is cut off in the middle of a stream. An
    /// error also gives the log a line.
    func handle(_ request: borrowing Request, _ call: consuming Call) throws(Failure)
}

extension DeferringPlugin {
    /// Whole, before `handle` is called.
    public static var body: BodyDelivery { .whole }

    /// Registers this type with the C entry point; see `Plugin.main()`.
    public static func main() {
        registration = { (host: Host) throws(PluginFailure) -> AnyPlugin in
            LoadedDeferringPlugin(try Self(host: host), host: host)
        }
    }
}
