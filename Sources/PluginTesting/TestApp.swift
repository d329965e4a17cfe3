internal import PluginABI
@_spi(Testing) public import PluginKit

/// One app under test, with a host of its own. Use it on one thread.
public struct TestApp {
    private let host: TestHost
    private let plugin: StartedPlugin?

    /// Makes an app of `type`, with configuration values that `Host.environment` finds.
    public init<App: Plugin>(_ type: App.Type, environment: [(name: String, value: String)] = []) {
        host = TestHost(environment: environment)
        let host = host
        plugin = host.start { () throws(PluginFailure) in
            try StartedPlugin(type, host: host.pointer)
        }
    }

    /// Makes an app of `type`, with configuration values that `Host.environment` finds.
    public init<App: HostedPlugin>(
        _ type: App.Type, environment: [(name: String, value: String)] = []
    ) {
        host = TestHost(environment: environment)
        let host = host
        plugin = host.start { () throws(PluginFailure) in
            try StartedPlugin(type, host: host.pointer)
        }
    }

    /// Whether the app started. Where it did not, the log says why, and responses are 503.
    public var hasStarted: Bool { plugin != nil }

    /// What the app has logged, a line each.
    public var log: [String] { host.log }

    /// Sends a GET without headers.
    public func get(_ target: String) -> TestResponse {
        send("GET", target)
    }

    /// Sends a request, and returns what the client would get.
    public func send(
        _ method: String, _ target: String, headers: [(name: String, value: String)] = [],
        body: String = ""
    ) -> TestResponse {
        let arena = Arena()
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        let fields = headers.map {
            nano_header(name: arena.view($0.name), value: arena.view($0.value))
        }
        return fields.withUnsafeBufferPointer { fields in
            call(
                nano_request(
                    size: UInt32(MemoryLayout<nano_request>.size), http_version: 0x0101,
                    method: arena.view(method), target: arena.view(target),
                    path: arena.view(String(parts[0])),
                    query: arena.view(parts.count > 1 ? String(parts[1]) : ""),
                    host: arena.view("localhost"), headers: fields.baseAddress,
                    header_count: fields.count, body: arena.view(body),
                    peer: arena.view("127.0.0.1:1")))
        }
    }

    private func call(_ request: nano_request) -> TestResponse {
        guard let plugin else { return TestResponse(status: 503) }
        let kept = KeptResponse()
        var request = request
        var responder = nano_responder(
            size: UInt32(MemoryLayout<nano_responder>.size), reserved: 0,
            host_data: Unmanaged.passUnretained(kept).toOpaque(),
            respond: { KeptResponse.respond($0, $1) },
            defer: { _, _, _ in NANO_ERROR_STATE })
        let result = plugin.handle(&request, &responder)
        guard result == NANO_OK, let response = kept.response else {
            return TestResponse(status: 500)
        }
        return response
    }
}
