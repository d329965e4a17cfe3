internal import PluginABI

/// A plugin's app as the C functions hold it, for PluginTesting: made without an entry function
/// and without a global, so that tests may run side by side.
@_spi(Testing)
public struct StartedPlugin {
    private let plugin: AnyPlugin
    /// Whether bodies are read from the call.
    public let streamsBody: Bool

    /// Makes an app of `type`. `host` is a `nano_host` that outlives it.
    public init<App: Plugin>(_ type: App.Type, host: UnsafeRawPointer) throws(PluginFailure) {
        plugin = LoadedPlugin(try type.init(), host: Host(host))
        streamsBody = false
    }

    /// Makes an app of `type`. `host` is a `nano_host` that outlives it.
    public init<App: HostedPlugin>(_ type: App.Type, host: UnsafeRawPointer) throws(PluginFailure) {
        plugin = LoadedPlugin(try type.init(host: Host(host)), host: Host(host))
        streamsBody = false
    }

    /// Makes an app of `type`. `host` is a `nano_host` that outlives it.
    public init<App: DeferringPlugin>(
        _ type: App.Type, host: UnsafeRawPointer
    ) throws(PluginFailure) {
        plugin = LoadedDeferringPlugin(try type.init(host: Host(host)), host: Host(host))
        streamsBody = type.body == .streamed
    }

    #if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
        /// Makes an app of `type`, whose tasks run where the process's do. `host` is a `nano_host`
        /// that outlives it.
        public init<App: AsyncPlugin>(
            _ type: App.Type, host: UnsafeRawPointer
        ) throws(PluginFailure) {
            plugin = LoadedAsyncPlugin(try type.init(host: Host(host)), host: Host(host))
            streamsBody = type.body == .streamed
        }
    #endif

    /// Answers a `nano_request` through a `nano_responder`; returns the result code.
    public func handle(
        _ request: UnsafeRawPointer, _ responder: UnsafeMutableRawPointer
    ) -> Int32 {
        plugin.handle(
            request.assumingMemoryBound(to: nano_request.self),
            responder.assumingMemoryBound(to: nano_responder.self))
    }
}

extension Host {
    /// The host that `pointer`, to a `nano_host`, shows.
    fileprivate init(_ pointer: UnsafeRawPointer) {
        self.init(pointer.assumingMemoryBound(to: nano_host.self))
    }
}
