import OutgoingHTTP
import PluginABI

/// What came of a request to another server, as a plugin sees it.
struct ReceivedResponse: Sendable {
    private let outcome: GenerationHTTP.Outcome

    init(_ outcome: GenerationHTTP.Outcome) {
        self.outcome = outcome
    }

    /// NANO_OK, or why there is no response.
    var result: Int32 {
        switch outcome {
        case .success: NANO_OK
        case .failure(let error): error.kind.code
        }
    }

    /// The `nano_http_response`, whose views are valid until `body` returns.
    func withView(_ body: (UnsafePointer<nano_http_response>) -> Void) {
        switch outcome {
        case .success(let response): withView(of: response, body)
        case .failure(let error):
            Array(error.description.utf8).withUnsafeBufferPointer { text in
                var view = empty
                view.error = Self.bytes(text)
                body(&view)
            }
        }
    }

    private var empty: nano_http_response {
        var view = nano_http_response()
        view.size = UInt32(MemoryLayout<nano_http_response>.size)
        view.result = result
        return view
    }

    /// All names and values lie in one array, so that one closure keeps them.
    private func withView(
        of response: OutgoingResponse, _ body: (UnsafePointer<nano_http_response>) -> Void
    ) {
        let fields = response.headers.flatMap { Array($0.name.utf8) + Array($0.value.utf8) }
        fields.withUnsafeBufferPointer { fields in
            let headers = Self.headers(response.headers, in: fields)
            headers.withUnsafeBufferPointer { headers in
                response.body.withUnsafeBufferPointer { content in
                    var view = empty
                    view.status = UInt32(response.status)
                    view.headers = headers.baseAddress
                    view.header_count = headers.count
                    view.body = Self.bytes(content)
                    body(&view)
                }
            }
        }
    }

    private static func headers(
        _ headers: [(name: String, value: String)], in fields: UnsafeBufferPointer<UInt8>
    ) -> [nano_header] {
        var start = 0
        func next(_ text: String) -> nano_bytes {
            defer { start += text.utf8.count }
            return bytes(.init(rebasing: fields[start..<start + text.utf8.count]))
        }
        return headers.map { nano_header(name: next($0.name), value: next($0.value)) }
    }

    private static func bytes(_ bytes: UnsafeBufferPointer<UInt8>) -> nano_bytes {
        nano_bytes(data: bytes.baseAddress, count: bytes.count)
    }
}

extension OutgoingError.Kind {
    fileprivate var code: Int32 {
        switch self {
        case .invalid: NANO_HTTP_ERROR_REQUEST
        case .name: NANO_HTTP_ERROR_NAME
        case .connect: NANO_HTTP_ERROR_CONNECT
        case .tls: NANO_HTTP_ERROR_TLS
        case .timeout: NANO_HTTP_ERROR_TIMEOUT
        case .tooLarge: NANO_HTTP_ERROR_TOO_LARGE
        case .broken: NANO_HTTP_ERROR_BROKEN
        case .cancelled: NANO_ERROR_CANCELLED
        }
    }
}
