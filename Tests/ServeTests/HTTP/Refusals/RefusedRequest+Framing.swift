extension RefusedRequest {
    /// RFC 9112 §6: whatever leaves two readers a choice of where the body ends.
    static let framings = lengths + codings

    private static let lengths =
        ["5, 5", "5 5", "+5", "-1", "0x5", "5.0", "five", "\u{661}", ""].map {
            framing("Content-Length: \($0)", expected: "digits as Content-Length")
        }
        + ["9223372036854775808", "18446744073709551616", "99999999999999999999999999"].map {
            framing("Content-Length: \($0)", expected: "Content-Length below 2^63")
        } + [
            framing("Content-Length: 5\r\nContent-Length: 6", expected: "one Content-Length"),
            framing("Content-Length: 5\r\nContent-Length: 5", expected: "one Content-Length"),
            framing(
                "Content-Length: 5\r\nTransfer-Encoding: chunked",
                expected: "Content-Length or Transfer-Encoding"),
            framing(
                "Transfer-Encoding: chunked\r\nContent-Length: 5",
                expected: "Content-Length or Transfer-Encoding"),
        ]

    private static let codings =
        [
            "chunked, gzip", "chunked, identity", "gzip", "identity", "xchunked", "chunked,",
            "chunked\r\nTransfer-Encoding: gzip",
        ].map {
            framing("Transfer-Encoding: \($0)", expected: "chunked as the last transfer coding")
        }
        + ["chunked;q=1", "\"chunked\"", "", ", chunked"].map {
            framing("Transfer-Encoding: \($0)", expected: "a list of transfer codings")
        } + [
            framing("Transfer-Encoding: chunked, chunked", expected: "chunked applied once"),
            framing(
                "Transfer-Encoding: chunked\r\nTransfer-Encoding: chunked",
                expected: "chunked applied once"),
            framing("Transfer-Encoding: gzip, chunked", 501, expected: "chunked alone"),
            framing("Transfer-Encoding: \u{b}chunked", expected: "no control byte"),
            framing("Transfer-Encoding : chunked", expected: "\":\" right after the field name"),
            Self(
                "Transfer-Encoding in HTTP/1.0",
                "POST / HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
                expected: "Transfer-Encoding in HTTP/1.1 only"),
        ]

    /// RFC 9112 §7.1.
    static let chunkedBodies = [
        chunks("a size that is no number", "x\r\n", expected: "a chunk size in hexadecimal"),
        chunks("no size", "\r\nhello", expected: "a chunk size in hexadecimal"),
        chunks("a negative size", "-1\r\n", expected: "a chunk size in hexadecimal"),
        chunks("a size with 0x", "0x5\r\nhello", expected: "a chunk size in hexadecimal"),
        chunks("a space before the size", " 5\r\nhello", expected: "a chunk size in hexadecimal"),
        chunks("a size of 2^64", "10000000000000000\r\n", expected: "a chunk size below 2^60"),
        chunks("a size over 2^64", "fffffffffffffffff\r\n", expected: "a chunk size below 2^60"),
        chunks("a size of endless zeros", "0000000000000000", expected: "a chunk size below 2^60"),
        chunks("a bare LF behind the size", "5\nhello", expected: "CR LF at the line's end"),
        chunks("a bare CR behind the size", "5\rhello", expected: "LF after CR"),
        chunks("data beyond the size", "3\r\nabcd\r\n", expected: "CR LF after the chunk's data"),
        chunks("no CRLF behind the data", "3\r\nabc3\r\n", expected: "CR LF after the chunk's"),
        chunks("a bare LF behind the data", "3\r\nabc\n", expected: "CR LF"),
        chunks("a bare LF in an extension", "3;a\nb\r\n", expected: "CR LF at the line's end"),
        chunks("a NUL in an extension", "3;a\0\r\n", expected: "no control byte in a chunk"),
        chunks("a folded trailer", "0\r\nA: b\r\n c\r\n\r\n", expected: "a field on one line"),
        chunks("a trailer without colon", "0\r\nA\r\n\r\n", expected: "a token and \":\""),
        chunks("a bare LF behind the trailers", "0\r\nA: b\r\n\n", expected: "CR LF at the line's"),
    ]
}
