internal import PluginABI
internal import PluginABITesting
@_spi(Testing) public import PluginKit

/// A request under way. Use it on the test's thread; dropped, it is left to the app's end.
public struct TestCall {
    private let request: TestRequest
    private let host: TestHost
    /// `nil` where the app did not start.
    private let call: UnsafeMutablePointer<nano_test_call>?

    init(_ request: TestRequest, to host: TestHost) {
        self.request = request
        self.host = host
        guard let plugin = host.plugin else {
            call = nil
            return
        }
        host.keep(request)
        var view = request.view(withBody: !plugin.streamsBody)
        call = nano_test_call_begin(host.calls, &view, request.body)
        guard let call else { return }
        var responder = nano_test_responder(call)
        withUnsafePointer(to: &call.pointee.request) {
            nano_test_returned(call, plugin.handle($0, &responder))
        }
    }

    /// Waits until the client has got `text` in the body; `false` where it does not come in time.
    public func waits(for text: String) -> Bool {
        guard let call else { return false }
        var text = text
        return text.withUTF8 {
            nano_test_call_wait_for(call, nano_bytes_of($0.baseAddress, $0.count)) != 0
        }
    }

    /// Tells the app that nobody waits for the response any more.
    public func cancel(_ reason: CancelReason = .client) {
        if let call { nano_test_cancel(call, reason.rawValue) }
    }

    /// Waits until the request is over, and returns what the client got. To be called once.
    public func finish() -> TestResponse {
        guard let call else { return TestResponse(status: 503) }
        let patienceSeconds = UInt32(NANO_TEST_PATIENCE_SECONDS)
        if nano_test_call_wait(call, patienceSeconds) == 0 { cancel(.timeout) }
        guard nano_test_call_wait(call, patienceSeconds) != 0 else {
            return TestResponse(status: 504)
        }
        var kept = nano_test_call_finish(call)
        defer { nano_test_response_clear(&kept) }
        return TestResponse(kept)
    }
}
