extension RefusedRequest {
    /// What other protocols say first.
    static let otherProtocols = [
        Self("a TLS ClientHello", clientHello, expected: "plain HTTP/1"),
        Self("the HTTP/2 preface", http2Preface, expected: "HTTP/1"),
        Self("SSH", "SSH-2.0-OpenSSH_9.2\r\n", expected: "a target after one space"),
        Self(
            "the PROXY protocol", "PROXY TCP4 192.0.2.1 192.0.2.2 56324 443\r\n",
            expected: "SP HTTP/digit.digit CR LF"),
        Self("a NUL", "\0\0\0\0", expected: "a token and one space as method"),
    ]

    /// RFC 8446 §4.1.2: a record of 70 bytes. In UTF-8 no byte is above 0x7f.
    private static let clientHello =
        "\u{16}\u{3}\u{1}\0\u{41}\u{1}\0\0\u{3d}\u{3}\u{3}"
        + String(repeating: "r", count: 32) + "\0\0\u{2}\u{13}\u{1}\u{1}\0"
        + "\0\u{12}\0\0\0\u{e}\0\u{c}\0\0\u{9}localhost"

    /// RFC 9113 §3.4: the preface and an empty SETTINGS frame.
    private static let http2Preface =
        "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n" + "\0\0\0\u{4}\0\0\0\0\0"
}
