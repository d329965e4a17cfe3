import OutgoingHTTP

extension OutgoingRequest {
    /// Makes it a part of what the request is a part of on whose behalf it is, where the plugin
    /// sets no fields of its own. `traceparent` goes on as it came, for nothing of this hop is
    /// recorded (W3C Trace Context, "Alternative Processing"); `tracestate` belongs to it.
    mutating func continueTrace(of request: any ServedRequest) {
        let (id, parent) = request.withTrace { (Self.text($0), Self.text($1)) }
        if let id, !has("x-request-id") { headers.append(("X-Request-Id", id)) }
        guard let parent, !has("traceparent") else { return }
        headers.append(("traceparent", parent))
        if let state = Self.text(request.traceState.utf8), !has("tracestate") {
            headers.append(("tracestate", state))
        }
    }

    private func has(_ name: String) -> Bool {
        headers.contains { $0.name.lowercased() == name }
    }

    /// `nil` for nothing, and for what is no ASCII, as all of these are.
    private static func text(_ bytes: some Collection<UInt8>) -> String? {
        guard !bytes.isEmpty, bytes.allSatisfy({ $0 < 0x80 }) else { return nil }
        return String(decoding: bytes, as: UTF8.self)
    }
}
