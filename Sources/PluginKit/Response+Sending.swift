internal import PluginABI

extension Response {
    /// Gives the response to the runtime, which copies what it needs before it returns.
    /// Returns the runtime's result code.
    func send(to responder: UnsafeMutablePointer<nano_responder>) -> Int32 {
        withView { responder.pointee.respond(responder, $0) }
    }

    /// Calls `body` with a view of the response that is valid until it returns.
    func withView(_ body: (UnsafePointer<nano_response>) -> Int32) -> Int32 {
        let count = headers.count + (contentType == nil ? 0 : 1)
        return withUnsafeTemporaryAllocation(of: nano_header.self, capacity: count) { fields in
            guard let contentType else { return withView(of: fields, filled: 0, body) }
            return contentType.withView { value in
                MediaType.fieldName.withUTF8Buffer { name in
                    fields[0] = nano_header(name: nano_bytes(name), value: value)
                    return withView(of: fields, filled: 1, body)
                }
            }
        }
    }

    /// Fills in the remaining fields, each within the scope of the views before it, because a
    /// view of a string lasts only as long as the closure it is given to.
    private func withView(
        of fields: UnsafeMutableBufferPointer<nano_header>, filled: Int,
        _ body: (UnsafePointer<nano_response>) -> Int32
    ) -> Int32 {
        guard filled < fields.count else { return withView(of: fields, body) }
        let header = headers[headers.count - (fields.count - filled)]
        return header.name.withView { name in
            header.value.withView { value in
                fields[filled] = nano_header(name: name, value: value)
                return withView(of: fields, filled: filled + 1, body)
            }
        }
    }

    /// The view, with all fields in place.
    private func withView(
        of fields: UnsafeMutableBufferPointer<nano_header>,
        _ body: (UnsafePointer<nano_response>) -> Int32
    ) -> Int32 {
        self.body.withView { content in
            var response = nano_response(
                size: UInt32(MemoryLayout<nano_response>.size), status: UInt32(status.code),
                headers: fields.baseAddress, header_count: fields.count, body: content)
            return body(&response)
        }
    }
}

extension MediaType {
    /// The field that names a body's media type (RFC 9110 section 8.3).
    static let fieldName: StaticString = "Content-Type"
}
