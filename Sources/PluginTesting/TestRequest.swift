internal import PluginABI

/// A request as a plugin sees it, and the memory of its views.
final class TestRequest {
    private let arena = Arena()
    private let fields: UnsafeMutableBufferPointer<nano_header>
    let body: nano_bytes
    private let target: nano_bytes
    private let method: nano_bytes
    private let path: nano_bytes
    private let query: nano_bytes

    init(
        _ method: String, _ target: String, headers: [(name: String, value: String)], body: String
    ) {
        let parts = target.split(separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
        self.method = arena.view(method)
        self.target = arena.view(target)
        path = arena.view(String(parts[0]))
        query = arena.view(parts.count > 1 ? String(parts[1]) : "")
        self.body = arena.view(body)
        fields = .allocate(capacity: headers.count)
        for (index, header) in headers.enumerated() {
            fields.initializeElement(
                at: index,
                to: nano_header(name: arena.view(header.name), value: arena.view(header.value)))
        }
    }

    deinit { fields.deallocate() }

    /// Valid as long as this object.
    func view(withBody hasBody: Bool) -> nano_request {
        nano_request(
            size: UInt32(MemoryLayout<nano_request>.size), http_version: 0x0101, method: method,
            target: target, path: path, query: query, host: arena.view("localhost"),
            headers: fields.baseAddress, header_count: fields.count,
            body: hasBody ? body : nano_bytes(), peer: arena.view("127.0.0.1:1"))
    }
}
