extension Response {
    /// This response with one more header field. Connection, Keep-Alive, Transfer-Encoding,
    /// Upgrade and Trailer belong to the runtime: a response with one of them becomes a 500.
    public consuming func header(_ name: StaticString, _ value: StaticString) -> Response {
        headers.append(ResponseHeader(name: .constant(name), value: .constant(value)))
        return self
    }

    /// This response with one more header field.
    @_disfavoredOverload
    public consuming func header(_ name: StaticString, _ value: String) -> Response {
        headers.append(ResponseHeader(name: .constant(name), value: .text(value)))
        return self
    }

    /// This response with one more header field, whose name is known at run time only.
    public consuming func header(name: String, value: String) -> Response {
        headers.append(ResponseHeader(name: .text(name), value: .text(value)))
        return self
    }
}
