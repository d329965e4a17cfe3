/// A plugin that is given its host: for the log, for configuration values, for the app's name.
///
///     @main
///     struct Greeter: HostedPlugin {
///         static let version: StaticString = "1.0.0"
///         let host: Host
///
///         func handle(_ request: borrowing Request) -> Response {
///             .text(host.environment("GREETING") ?? "Hello")
///         }
///     }
///
/// A struct whose one stored property is `host` has the initializer already.
public protocol HostedPlugin: RequestHandler {
    /// Makes the app, on a thread of this copy's own; it may block, within the runtime's deadline
    /// (10 s). An error rejects the file, and the operator reads its message.
    init(host: Host) throws(PluginFailure)
}

extension HostedPlugin {
    /// Registers this type with the C entry point; see `Plugin.main()`.
    public static func main() {
        registration = { (host: Host) throws(PluginFailure) -> AnyPlugin in
            LoadedPlugin(try Self(host: host), host: host)
        }
    }
}
