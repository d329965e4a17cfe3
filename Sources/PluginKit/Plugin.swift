/// An app in one value: the runtime makes it once per loaded copy and calls `handle` for every
/// request.
///
///     import PluginKit
///
///     @main
///     struct Hello: Plugin {
///         static let version: StaticString = "1.0.0"
///         func handle(_ request: borrowing Request) -> Response { .text("Hello, World!") }
///     }
///
/// `init()` runs before the first request, on a thread of this copy's own; it may block, within
/// the runtime's deadline (10 s). A struct whose properties have defaults need not write it. A
/// plugin that needs configuration or the log is a `HostedPlugin` instead.
public protocol Plugin: RequestHandler {
    /// Makes the app. An error rejects the file, and the operator reads its message.
    init() throws(PluginFailure)
}

extension Plugin {
    /// Registers this type with the C entry point. `nano-tools build-plugin` gives the function
    /// that `@main` makes of it a name of its own; the runtime calls that before `create`.
    public static func main() {
        registration = { (host: Host) throws(PluginFailure) -> AnyPlugin in
            LoadedPlugin(try Self(), host: host)
        }
    }
}
