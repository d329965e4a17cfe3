import Testing

/// Where a body ends and what an app gets of it.
@Suite(.serving(["echo": .echo, "fields": .fields]))
struct BodyTests {
    @Test func anEmptyBodyIsEmptyHoweverItIsFramed() throws {
        let client = try Served.connect()
        for framing in [
            "Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
        ] {
            try client.send("POST / HTTP/1.1\r\nHost: echo\r\n\(framing)")
            #expect(try client.receive()["Content-Length"] == "0")
        }
    }

    @Test func everyByteOfABodyComesBack() throws {
        let body = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
        let client = try Served.connect()
        try client.send("POST / HTTP/1.1\r\nHost: echo\r\nContent-Length: \(body.count)\r\n\r\n")
        try client.send(body)
        #expect(try client.receive().body == body)
    }

    @Test(arguments: [
        "5\r\nhello\r\n0\r\n\r\n", "0000005\r\nhello\r\n000\r\n\r\n",
        "2\r\nhe\r\n3\r\nllo\r\n0\r\n\r\n", "5;a=b;c\r\nhello\r\n0;d\r\n\r\n",
        "5 \t;a=\"\u{e9}\"\r\nhello\r\n0\r\n\r\n",
    ])
    func chunksAreJoinedAndTheirExtensionsIgnored(body: String) throws {
        let client = try Served.connect()
        for _ in 0..<2 {
            let fields = ["Transfer-Encoding: Chunked"]
            try client.request("POST", host: "echo", fields: fields)
            try client.send(body)
            #expect(try client.receive().text == "hello")
        }
    }

    @Test func trailersAreDroppedWhateverTheySay() throws {
        let client = try Served.connect()
        let fields = ["Transfer-Encoding: chunked", "Trailer: Content-Length"]
        for _ in 0..<2 {
            try client.request("POST", host: "fields", fields: fields)
            try client.send(
                "5\r\nhello\r\n0\r\nContent-Length: 100\r\nTransfer-Encoding: gzip\r\n"
                    + "Host: echo\r\nConnection: close\r\nExpect: tea\r\n\r\n")
            let response = try client.receive()
            #expect(response.text == "Host: fields\n" + fields.joined(separator: "\n") + "\nhello")
            #expect(response["Connection"] == nil)
        }
    }

    @Test func theBodyOfARequestForNobodyIsReadOver() throws {
        let client = try Served.connect()
        #expect(try client.answer("POST", host: "nobody", body: "GET / HTTP/1.1").status == 404)
        try client.request("POST", host: "nobody", fields: ["Transfer-Encoding: chunked"])
        try client.send("3\r\nabc\r\n0\r\n\r\n")
        #expect(try client.receive().status == 404)
        #expect(try client.answer("POST", host: "echo", body: "hello").text == "hello")
    }

    /// Fields that frame a body, and what comes before its bytes.
    static let framings = [
        ("Content-Length: 1048577", ""), ("Content-Length: 9223372036854775807", ""),
        ("Transfer-Encoding: chunked", "100001\r\n"),
        ("Transfer-Encoding: chunked", "fffffffffffffff\r\n"),
    ]

    @Test(arguments: framings)
    func aBodyOverTheLimitGets413WhileItIsStillSent(framing: String, beginning: String) throws {
        let bystander = try Served.connect()
        let client = try Served.connect()
        try client.request("POST", host: "echo", fields: [framing])
        try client.send(beginning + String(repeating: "x", count: 1_048_577))
        let response = try client.receive()
        #expect(response.status == 413)
        #expect(response["Connection"] == "close")
        #expect(response.text == #"{"error":"Body too large","max_body_bytes":1048576}"#)
        try client.receiveEnd()
        #expect(try bystander.answer(host: "echo").status == 200)
    }

    @Test func aContentLengthOverTheLimitNeedsNoBodyForIts413() throws {
        let client = try Served.connect()
        try client.request("POST", host: "echo", fields: ["Content-Length: 1048577"])
        #expect(try client.receive().status == 413)
        try client.receiveEnd()
    }
}
