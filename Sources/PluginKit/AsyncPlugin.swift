#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    /// A plugin whose handler is asynchronous. For full Swift.
    ///
    ///     @main
    ///     struct Teller: AsyncPlugin {
    ///         static let version: StaticString = "1.0.0"
    ///
    ///         init(host: Host) {}
    ///
    ///         func handle(_ request: AsyncRequest) async throws -> AsyncResponse {
    ///             guard request.path == "/ticks" else { return .text("Hello, World!") }
    ///             return .stream(.bytes([], contentType: MediaType.eventStream)) { stream in
    ///                 for number in 1...3 {
    ///                     try await Task.sleep(for: .seconds(1))
    ///                     try await stream.send(data: "\(number)")
    ///                 }
    ///             }
    ///         }
    ///     }
    ///
    /// All tasks of the plugin, and `Task.sleep`, run on lanes of its copy, by nano.timer/1. So it
    /// leaves the process when it is swapped, unless something in it uses libdispatch itself.
    public protocol AsyncPlugin: PluginDeclaration {
        /// How bodies come; `.whole` unless declared, as a `static let` with a literal.
        static var body: BodyDelivery { get }

        /// Makes the app, on a thread of this copy's own; it may block, within the runtime's
        /// deadline (10 s). An error rejects the file, and the operator reads its message.
        init(host: Host) throws(PluginFailure)

        /// Answers one request, in a task of its own. The task is cancelled when nobody waits for
        /// the answer any more. An error gives the client a 500 and a line in the log.
        func handle(_ request: AsyncRequest) async throws -> AsyncResponse
    }

    extension AsyncPlugin {
        /// Whole, before `handle` is called.
        public static var body: BodyDelivery { .whole }

        /// Registers this type with the C entry point; see `Plugin.main()`.
        public static func main() {
            registration = { (host: Host) throws(PluginFailure) -> AnyPlugin in
                try LaneExecutors.install(on: host)
                return LoadedAsyncPlugin(try Self(host: host), host: host)
            }
        }
    }
#endif
