internal import PluginABI

extension Host {
    /// Sends a request to another server and waits for the response: on lanes and threads of your
    /// own, not in inline handlers. Within `handle` it has no more time than the request that is
    /// being answered.
    ///
    ///     let answer = try host.send(OutgoingRequest("GET", "http://127.0.0.1:9000/prices"))
    public func send(_ request: OutgoingRequest) throws(OutgoingError) -> OutgoingResponse {
        let received = ReceivedResponse()
        let data = Unmanaged.passUnretained(received).toOpaque()
        let code = withTable(request) { table, request in
            table.pointee.perform(
                pointer, request,
                { data, response in
                    guard let data, let response else { return }
                    Unmanaged<ReceivedResponse>.fromOpaque(data).takeUnretainedValue().result =
                        result(response.pointee)
                }, data)
        }
        if let result = received.result { return try result.get() }
        throw OutgoingError(code, "")
    }

    /// Sends a request to another server. `receive` gets what comes of it, on a lane; never, where
    /// this copy drains first.
    public func send(
        _ request: OutgoingRequest,
        receive: @escaping @Sendable (Result<OutgoingResponse, OutgoingError>) -> Void
    ) throws(OutgoingError) {
        let data = PendingWork.shared.add(
            PendingFunction { response in
                guard let response else { return }
                receive(result(response.load(as: nano_http_response.self)))
            })
        let code = withTable(request) { table, request in
            table.pointee.start(
                pointer, request, { PendingWork.shared.take($0)?.run($1) }, data, nil)
        }
        guard code != NANO_OK else { return }
        _ = PendingWork.shared.take(data)
        throw OutgoingError(code, "")
    }

    /// Calls `body` with the request as the C interface takes it.
    private func withTable(
        _ request: OutgoingRequest,
        _ body: (UnsafePointer<nano_http>, UnsafePointer<nano_http_request>) -> Int32
    ) -> Int32 {
        guard let httpExtension else { return OutgoingError.unavailable }
        return Content.text(request.method).withView { method in
            Content.text(request.url).withView { url in
                Content.bytes(request.body).withView { content in
                    FieldViews(request.headers).withHeaders { headers in
                        var raw = nano_http_request()
                        raw.size = UInt32(MemoryLayout<nano_http_request>.size)
                        raw.flags = request.followsRedirects ? UInt32(NANO_HTTP_FOLLOW) : 0
                        raw.method = method
                        raw.url = url
                        raw.headers = headers.baseAddress
                        raw.header_count = headers.count
                        raw.body = content
                        raw.timeout_ms = request.timeoutMilliseconds
                        raw.body_bytes_max = request.bodyBytesMax
                        raw.call = request.call
                        return body(httpExtension, &raw)
                    }
                }
            }
        }
    }
}

/// Where `perform` leaves what came.
private final class ReceivedResponse {
    var result: Result<OutgoingResponse, OutgoingError>?
}

private func result(_ response: nano_http_response) -> Result<OutgoingResponse, OutgoingError> {
    guard response.result == NANO_OK else {
        return .failure(OutgoingError(response.result, String(view: response.error)))
    }
    let headers = UnsafeBufferPointer(start: response.headers, count: response.header_count)
    let body = UnsafeBufferPointer(start: response.body.data, count: response.body.count)
    return .success(
        OutgoingResponse(
            status: Int(response.status),
            headers: headers.map { (String(view: $0.name), String(view: $0.value)) },
            body: Array(body)))
}

extension OutgoingError {
    /// No code of the host's.
    fileprivate static let unavailable: Int32 = .min

    fileprivate init(_ code: Int32, _ message: String) {
        self.message = message
        reason =
            switch code {
            case Self.unavailable: .host(.unavailable)
            case NANO_HTTP_ERROR_REQUEST: .request
            case NANO_HTTP_ERROR_NAME: .name
            case NANO_HTTP_ERROR_CONNECT: .connect
            case NANO_HTTP_ERROR_TLS: .tls
            case NANO_HTTP_ERROR_TIMEOUT: .timeout
            case NANO_HTTP_ERROR_TOO_LARGE: .tooLarge
            case NANO_HTTP_ERROR_BROKEN: .broken
            default: .host(HostError(code) ?? .failed)
            }
    }
}
