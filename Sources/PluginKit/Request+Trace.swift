internal import PluginABI

extension Request {
    private typealias Read =
        @convention(c) (
            UnsafePointer<nano_host>?, nano_call, UnsafeMutableRawPointer?, Int,
            UnsafeMutablePointer<Int>?
        ) -> Int32

    /// What the runtime's access log calls the request: the client's `X-Request-Id` if it is valid,
    /// else 32 hexadecimal digits made for it. `nil` where the host tells none; of a request that
    /// was not deferred, also on other threads than its handler's.
    public var id: String? { text(traceExtension?.pointee.request_id) }

    /// The request's `traceparent` (W3C Trace Context), if it has one that is valid and the host
    /// tells: see `id`.
    public var traceParent: String? { text(traceExtension?.pointee.traceparent) }

    private func text(_ read: Read?) -> String? {
        guard let read else { return nil }
        var buffer = [UInt8](repeating: 0, count: Int(NANO_TRACE_REQUEST_ID_BYTES_MAX))
        while true {
            var count = 0
            let code = read(hostPointer, call, &buffer, buffer.count, &count)
            if code == NANO_OK {
                return count == 0 ? nil : String(decoding: buffer.prefix(count), as: UTF8.self)
            }
            guard code == NANO_ERROR_LIMIT else { return nil }
            buffer = [UInt8](repeating: 0, count: count)
        }
    }
}
