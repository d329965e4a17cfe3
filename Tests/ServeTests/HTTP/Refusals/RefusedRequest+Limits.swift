extension RefusedRequest {
    /// One byte or one line more than the limits allow.
    static let beyondLimits = [
        Self(
            "a request line of 8,193 bytes",
            "GET /\(text(8_193 - "GET / HTTP/1.1".utf8.count)) HTTP/1.1\r\n", 414,
            expected: "a shorter request line"),
        Self(
            "a request line without end", "GET /\(text(8_192))", 414,
            expected: "a shorter request line"),
        Self(
            "a method without end", text(8_195), 414, expected: "a shorter request line"),
        Self(
            "fields of 16,385 bytes",
            "GET / HTTP/1.1\r\nHost: a\r\nX: \(text(16_385 - "Host: a\r\nX: \r\n".utf8.count))"
                + "\r\n\r\n", 431,
            expected: "a smaller field section"),
        Self(
            "a field without end", "GET / HTTP/1.1\r\nX: \(text(16_384))", 431,
            expected: "a smaller field section"),
        fields("101 fields", lines(100), 431, expected: "fewer field lines"),
        chunks(
            "a chunk extension of 257 bytes", "5;\(text(256))\r\nhello\r\n0\r\n\r\n",
            expected: "a shorter chunk extension"),
        chunks("a chunk extension without end", "5;\(text(256))", expected: "a shorter chunk"),
        chunks("101 trailers", "0\r\n\(lines(101))\r\n\r\n", 431, expected: "fewer trailer lines"),
        chunks(
            "trailers of 16,385 bytes", "0\r\nX: \(text(16_385 - "X: \r\n".utf8.count))\r\n\r\n",
            431, expected: "a smaller trailer section"),
    ]

    private static func text(_ count: Int) -> String { String(repeating: "x", count: count) }

    private static func lines(_ count: Int) -> String {
        Array(repeating: "X: y", count: count).joined(separator: "\r\n")
    }
}
