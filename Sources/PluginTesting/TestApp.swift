internal import PluginABI
internal import PluginABITesting
@_spi(Testing) public import PluginKit

/// One app under test, with a host of its own. Use it on one thread.
public struct TestApp {
    private let host: TestHost

    /// Makes an app of `type`, with configuration values that `Host.environment` finds.
    public init<App: Plugin>(_ type: App.Type, environment: [(name: String, value: String)] = []) {
        host = TestHost(environment: environment) { host throws(PluginFailure) in
            try StartedPlugin(type, host: host)
        }
    }

    /// Makes an app of `type`, with configuration values that `Host.environment` finds.
    public init<App: HostedPlugin>(
        _ type: App.Type, environment: [(name: String, value: String)] = []
    ) {
        host = TestHost(environment: environment) { host throws(PluginFailure) in
            try StartedPlugin(type, host: host)
        }
    }

    /// Makes an app of `type`, with configuration values that `Host.environment` finds.
    public init<App: DeferringPlugin>(
        _ type: App.Type, environment: [(name: String, value: String)] = []
    ) {
        host = TestHost(environment: environment) { host throws(PluginFailure) in
            try StartedPlugin(type, host: host)
        }
    }

    #if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
        /// Makes an app of `type`, with configuration values that `Host.environment` finds.
        public init<App: AsyncPlugin>(
            _ type: App.Type, environment: [(name: String, value: String)] = []
        ) {
            host = TestHost(environment: environment) { host throws(PluginFailure) in
                try StartedPlugin(type, host: host)
            }
        }
    #endif

    /// Whether the app started. Where it did not, the log says why, and responses are 503.
    public var hasStarted: Bool { host.plugin != nil }

    /// What the app has logged, a line each.
    public var log: [String] { host.log }

    /// Sends a GET without headers, and waits for the response.
    public func get(_ target: String) -> TestResponse {
        send("GET", target)
    }

    /// Sends a request, and returns what the client would get, once it has it all.
    public func send(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: String = ""
    ) -> TestResponse {
        start(method, target, headers: headers, body: body).finish()
    }

    /// Sends a request, and does not wait for the response: for a handler that waits for something
    /// else, or streams without end.
    public func start(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: String = ""
    ) -> TestCall {
        TestCall(TestRequest(method, target, headers: headers, body: body), to: host)
    }

    /// Tells the app of its drain, as a swap or the end of the runtime does.
    public func drain() { nano_test_drain(host.calls) }
}
