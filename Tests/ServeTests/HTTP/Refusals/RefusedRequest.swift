import Testing

/// Bytes that the server must not take for a request, and what it must answer instead.
struct RefusedRequest: CustomTestStringConvertible, Sendable {
    let testDescription: String
    /// Up to the byte that gives the verdict, or beyond it.
    let text: String
    let status: Int
    /// The beginning of the answer's detail, behind "expected".
    let expected: String

    init(_ description: String, _ text: String, _ status: Int = 400, expected: String) {
        testDescription = description
        self.text = text
        self.status = status
        self.expected = expected
    }

    /// A GET with these field lines behind a sound Host.
    static func fields(
        _ description: String, _ lines: String, _ status: Int = 400, expected: String
    ) -> Self {
        Self(
            description, "GET / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\n", status,
            expected: expected)
    }

    /// A POST with these field lines, and five bytes of body behind it.
    static func framing(
        _ lines: String, _ status: Int = 400, expected: String
    ) -> Self {
        Self(
            lines.replacing("\r\n", with: " and "),
            "POST / HTTP/1.1\r\nHost: a\r\n\(lines)\r\n\r\nhello", status, expected: expected)
    }

    /// A chunked POST with this body.
    static func chunks(
        _ description: String, _ body: String, _ status: Int = 400, expected: String
    ) -> Self {
        let head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n"
        return Self(description, head + body, status, expected: expected)
    }
}
