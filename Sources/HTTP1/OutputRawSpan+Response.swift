// The last step before the socket: a response's head is written into the connection's output
// buffer, piece by piece and in place. The caller drives the order, since the fields of an app
// come in its own C structures; it has reserved ``ResponseHead/bytesMax(fieldCount:fieldBytes:)``
// bytes and checked the fields with ``FieldSyntax``. Running out of room is the caller's bug and
// stops the process, as every `append` of the standard library does.

extension OutputRawSpan {
    /// Appends `HTTP/1.1 200 OK` CRLF (RFC 9112 §4). An unregistered status gets an empty reason
    /// phrase; it must be in 100...999.
    @_lifetime(self: copy self)
    public mutating func appendStatusLine(_ status: Int) {
        if let line = StatusLine.known(status) { return append(line) }
        precondition((100...999).contains(status), "status out of 100...999")
        append("HTTP/1.1 ")
        appendDecimal(status)
        append(" \r\n")
    }

    /// Appends `name: value` CRLF. The name must be a token and the value free of CR, LF and
    /// NUL: check what an app sends with ``FieldSyntax``.
    @_lifetime(self: copy self)
    public mutating func appendField(name: RawSpan, value: RawSpan) {
        append(name)
        append(": ")
        append(value)
        append("\r\n")
    }

    /// Appends `Content-Length: length` CRLF (RFC 9110 §8.6); not for 1xx and 204.
    @_lifetime(self: copy self)
    public mutating func appendContentLength(_ length: Int) {
        precondition(length >= 0, "negative Content-Length")
        append("Content-Length: ")
        appendDecimal(length)
        append("\r\n")
    }

    /// Appends `Date: …` CRLF (RFC 9110 §6.6.1).
    @_lifetime(self: copy self)
    public mutating func appendDate(_ date: HTTPDate) {
        append("Date: ")
        append(date.bytes)
        append("\r\n")
    }

    /// Appends the Connection field if the client would expect the opposite without it (RFC 9112
    /// §9.3): `close` to 1.1, `keep-alive` to 1.0.
    @_lifetime(self: copy self)
    public mutating func appendConnection(keepsAlive: Bool, minorVersion: UInt8) {
        guard keepsAlive else { return append("Connection: close\r\n") }
        if minorVersion == 0 { append("Connection: keep-alive\r\n") }
    }

    /// Appends the empty line after the last field.
    @_lifetime(self: copy self)
    public mutating func appendEndOfHead() {
        append("\r\n")
    }
}
