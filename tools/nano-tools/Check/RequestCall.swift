import PluginABI
import PluginABITesting

/// One request as a plugin sees it, and the call of its `handle`.
struct RequestCall {
    private let request: PluginRequest
    private let authority: String

    /// - Parameter authority: the value of the Host field.
    init(_ request: PluginRequest, authority: String) {
        self.request = request
        self.authority = authority
    }

    /// Returns when the request is over, deferred or not; with `nil` where it has not ended in
    /// time.
    func run(_ app: LoadedApp, on host: ProbeHost) throws(CheckError) -> PluginAnswer? {
        let fields = [
            ("Host", authority), ("User-Agent", "nano-tools"),
            ("Content-Length", request.body.isEmpty ? "" : "\(request.body.utf8.count)"),
        ].filter { !$0.1.isEmpty }
        let textBytes =
            fields.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
            + request.method.utf8.count + 2 * request.target.utf8.count + authority.utf8.count
            + request.body.utf8.count
        let memory = try RequestMemory(byteCount: textBytes + 64)
        let headers = fields.map {
            nano_header(name: memory.view($0.0), value: memory.view($0.1))
        }
        let view = nano_request(
            size: UInt32(MemoryLayout<nano_request>.size), http_version: 0x0101,
            method: memory.view(request.method), target: memory.view(request.target),
            path: memory.view(request.path), query: memory.view(request.query),
            host: memory.view(authority), headers: nil, header_count: headers.count,
            body: memory.view(request.body), peer: memory.view("127.0.0.1:49152"))
        return headers.withUnsafeBufferPointer { headers in
            var view = view
            view.headers = headers.baseAddress
            return answer(app, on: host, &view, memory)
        }
    }

    private func answer(
        _ app: LoadedApp, on host: ProbeHost, _ view: inout nano_request, _ memory: RequestMemory
    ) -> PluginAnswer? {
        let body = view.body
        if host.streamsBodies { view.body = nano_bytes() }
        let answer = PluginAnswer(
            nano_test_call_begin(host.calls, &view, body), isHead: request.method == "HEAD")
        if answer.isOver(after: answer.handle(app), patienceSeconds: host.patienceSeconds) {
            return withExtendedLifetime(memory) { answer }
        }
        // The plugin may still look at it.
        _ = Unmanaged.passRetained(memory)
        host.keepOpenCall()
        return nil
    }
}
