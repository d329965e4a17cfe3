import Testing

/// What reaches a limit and does not pass it is served; `RefusedRequest+Limits` is a byte further.
@Suite(.serving(["echo": .echo]))
struct ReachedLimitTests {
    @Test func aRequestLineOf8192BytesIsServed() throws {
        let target = "/" + text(8_192 - "GET / HTTP/1.1".utf8.count)
        #expect(try Served.connect().answer("GET", target, host: "echo")["Echo-Path"] == target)
    }

    @Test func fieldsOf16384BytesAreServed() throws {
        let field = "X: " + text(16_384 - "Host: echo\r\nX: \r\n".utf8.count)
        #expect(try Served.connect().answer(host: "echo", fields: [field]).status == 200)
    }

    @Test func aHundredFieldsAreServed() throws {
        let fields = Array(repeating: "X: y", count: 99)
        #expect(try Served.connect().answer(host: "echo", fields: fields).status == 200)
    }

    @Test func anExtensionOf256BytesIsServed() throws {
        try expectHello("5;\(text(255))\r\nhello\r\n0\r\n\r\n")
    }

    @Test func aHundredTrailersAreServed() throws {
        let trailers = String(repeating: "X: y\r\n", count: 100)
        try expectHello("5\r\nhello\r\n0\r\n\(trailers)\r\n")
    }

    @Test func trailersOf16384BytesAreServed() throws {
        let trailer = "X: " + text(16_384 - "X: \r\n".utf8.count)
        try expectHello("5\r\nhello\r\n0\r\n\(trailer)\r\n\r\n")
    }

    @Test func aMebibyteInChunksIsServed() throws {
        let client = try Served.connect()
        try client.request("POST", host: "echo", fields: ["Transfer-Encoding: chunked"])
        let chunk = "10000\r\n" + text(1 << 16) + "\r\n"
        try client.send(String(repeating: chunk, count: 16) + "0\r\n\r\n")
        #expect(try client.receive().body.count == 1 << 20)
    }

    private func expectHello(_ chunks: String) throws {
        let client = try Served.connect()
        try client.request("POST", host: "echo", fields: ["Transfer-Encoding: chunked"])
        try client.send(chunks)
        #expect(try client.receive().text == "hello")
    }

    private func text(_ count: Int) -> String { String(repeating: "x", count: count) }
}
