import HTTP1
import OutgoingHTTP
import PluginABI
import PluginHosting

extension OutgoingRequest {
    /// Which rule of `nano_http_request` is broken.
    enum InvalidError: Error {
        /// A size, a count or a view: the struct itself is wrong.
        case structure
        /// What is to be sent: the method, the URL or a header.
        case field
    }

    private static let urlBytesMax = 65_536
    private static let bodyBytesLimit = 1 << 30

    init(_ request: nano_http_request) throws(InvalidError) {
        guard request.size >= MemoryLayout<nano_http_request>.size,
            let url = request.url.copied(bytesMax: Self.urlBytesMax),
            let body = request.body.copied(bytesMax: Self.bodyBytesLimit),
            request.timeout_ms <= Int32.max, request.body_bytes_max <= Self.bodyBytesLimit
        else { throw .structure }
        self.init(url: String(decoding: url, as: UTF8.self))
        method = try Self.method(request.method)
        headers = try Self.headers(request)
        self.body = body
        followsRedirects = request.flags & NANO_HTTP_FOLLOW != 0
        if request.timeout_ms > 0 { timeoutMilliseconds = Int(request.timeout_ms) }
        if request.body_bytes_max > 0 { bodyBytesMax = Int(request.body_bytes_max) }
    }

    private static func method(_ method: nano_bytes) throws(InvalidError) -> String {
        guard let text = method.text(bytesMax: 64) else { throw .structure }
        if text.isEmpty { return "GET" }
        guard FieldSyntax.isToken(method.span) else { throw .field }
        return text
    }

    private static func headers(
        _ request: nano_http_request
    ) throws(InvalidError) -> [(name: String, value: String)] {
        let count = request.header_count
        guard (0...CheckedResponse.headerCountMax).contains(count),
            request.headers != nil || count == 0
        else { throw .structure }
        var headers: [(name: String, value: String)] = []
        for header in UnsafeBufferPointer(start: request.headers, count: count) {
            let bytesMax = CheckedResponse.fieldBytesMax
            guard let name = header.name.text(bytesMax: bytesMax),
                let value = header.value.text(bytesMax: bytesMax)
            else { throw .structure }
            guard FieldSyntax.isToken(header.name.span),
                FieldSyntax.isFieldValue(header.value.span),
                !hopByHop.contains(name.lowercased())
            else { throw .field }
            headers.append((name, value))
        }
        return headers
    }

    /// The host frames the message.
    private static let hopByHop: Set<String> = [
        "connection", "content-length", "keep-alive", "trailer", "transfer-encoding", "upgrade",
    ]
}
