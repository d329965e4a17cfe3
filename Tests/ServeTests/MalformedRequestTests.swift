import Testing

/// What RFC 9112 says a server must reject: an answer with the reason, a close, and nothing more.
struct MalformedRequestTests {
    /// The head or body in question, and the status it deserves.
    static let requests: [(String, Int)] = [
        ("GET / HTTP/1.1\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a b\r\n\r\n", 400),
        ("GET / HTTP/1.1\nHost: a\n\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\rb\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: a\0b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX : b\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: b\r\n folded\r\n\r\n", 400),
        ("GET / HTTP/1.1\r\n Host: a\r\n\r\n", 400),
        ("GET  / HTTP/1.1\r\nHost: a\r\n\r\n", 400),
        ("GET / HTTP/2.0\r\nHost: a\r\n\r\n", 505),
        ("PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 400),
        ("\u{16}\u{3}\u{1}\u{2}\0\u{1}\0\u{1}\u{fc}\u{3}\u{3}", 400),
        ("CONNECT a:443 HTTP/1.1\r\nHost: a\r\n\r\n", 501),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5, 5\r\n\r\nhello", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: +5\r\n\r\nhello", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0x5\r\n\r\nhello", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551616\r\n\r\n", 400),
        (chunkedHead("Content-Length: 5\r\n") + "0\r\n\r\n", 400),
        ("POST / HTTP/1.0\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked, gzip\r\n\r\n", 400),
        ("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip, chunked\r\n\r\n", 501),
        (chunkedHead() + "fffffffffffffffff\r\n", 400),
        (chunkedHead() + "x\r\n", 400),
        (chunkedHead() + "3\r\nabcd\r\n", 400),
        ("GET / HTTP/1.1\r\nHost: a\r\nExpect: a-miracle\r\n\r\n", 417),
        ("GET /\(String(repeating: "u", count: 100_000)) HTTP/1.1\r\nHost: a\r\n\r\n", 414),
        ("GET / HTTP/1.1\r\nHost: a\r\nX: \(String(repeating: "x", count: 100_000))\r\n\r\n", 431),
        ("GET / HTTP/1.1\r\nHost: a\r\n\(String(repeating: "X: y\r\n", count: 1_000))\r\n", 431),
    ]

    private static func chunkedHead(_ more: String = "") -> String {
        "POST / HTTP/1.1\r\nHost: a\r\n\(more)Transfer-Encoding: chunked\r\n\r\n"
    }

    @Test func aMalformedRequestIsAnsweredAndItsConnectionClosed() throws {
        try withServer(["a": .echo]) { server in
            for (request, status) in Self.requests {
                let client = try server.connect()
                try client.send(request)
                let response = try client.receive()
                #expect(response.status == status, "\(request.prefix(80).debugDescription)")
                #expect(response["Connection"] == "close")
                #expect(response["Content-Type"] == "application/json")
                #expect(
                    response.text.hasPrefix(#"{"error":"Malformed request","detail":"expected "#))
                try client.receiveEnd()
            }
            #expect(try server.get("a").status == 200)
        }
    }

    @Test func nothingBehindAMalformedRequestIsAnswered() throws {
        try withServer(["a": .echo]) { server in
            let client = try server.connect()
            let good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
            try client.send(good + "GET / HTTP/1.1\r\nX : smuggled\r\n\r\n" + good)
            #expect(try client.receive().status == 200)
            #expect(try client.receive().status == 400)
            try client.receiveEnd()
        }
    }

    @Test func halfARequestAndAnEndIsNoRequest() throws {
        try withServer(["a": .echo]) { server in
            for half in ["GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf"]
            {
                let client = try server.connect()
                try client.send(half)
                client.endSending()
                try client.receiveEnd()
            }
            #expect(try server.get("a").status == 200)
        }
    }
}
