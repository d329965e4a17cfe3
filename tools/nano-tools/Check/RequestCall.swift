import PluginABI

/// One request as a plugin sees it, and the call of its `handle`.
struct RequestCall {
    private let request: PluginRequest
    private let host: String

    /// - Parameter host: the value of the Host field.
    init(_ request: PluginRequest, host: String) {
        self.request = request
        self.host = host
    }

    /// - Returns: what `handle` returned.
    func run(_ app: LoadedApp, _ answer: PluginAnswer) throws(CheckError) -> Int32 {
        let fields = [
            ("Host", host), ("User-Agent", "nano-tools"),
            ("Content-Length", request.body.isEmpty ? "" : "\(request.body.utf8.count)"),
        ].filter { !$0.1.isEmpty }
        let textBytes =
            fields.reduce(0) { $0 + $1.0.utf8.count + $1.1.utf8.count }
            + request.method.utf8.count + 2 * request.target.utf8.count + host.utf8.count
            + request.body.utf8.count
        let memory = try RequestMemory(byteCount: textBytes + 64)
        let headers = fields.map {
            nano_header(name: memory.view($0.0), value: memory.view($0.1))
        }
        let view = nano_request(
            size: UInt32(MemoryLayout<nano_request>.size), http_version: 0x0101,
            method: memory.view(request.method), target: memory.view(request.target),
            path: memory.view(request.path), query: memory.view(request.query),
            host: memory.view(host), headers: nil, header_count: headers.count,
            body: memory.view(request.body), peer: memory.view("127.0.0.1:49152"))
        return headers.withUnsafeBufferPointer { headers in
            var view = view
            view.headers = headers.baseAddress
            return withExtendedLifetime(memory) { call(app, &view, answer) }
        }
    }

    private func call(_ app: LoadedApp, _ view: inout nano_request, _ answer: PluginAnswer)
        -> Int32
    {
        var responder = nano_responder(
            size: UInt32(MemoryLayout<nano_responder>.size), reserved: 0,
            host_data: Unmanaged.passUnretained(answer).toOpaque(),
            respond: { responder, response in
                guard let data = responder?.pointee.host_data, let response else {
                    return NANO_ERROR_INVALID
                }
                return Unmanaged<PluginAnswer>.fromOpaque(data).takeUnretainedValue()
                    .respond(response.pointee)
            },
            defer: { _, _, _ in NANO_ERROR_STATE })
        return withExtendedLifetime(answer) {
            app.functions.pointee.handle!(app.app, &view, &responder)
        }
    }
}
