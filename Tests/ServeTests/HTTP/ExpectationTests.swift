import Testing

/// When a client that expects 100 (Continue) gets it, and when it does not (RFC 9110 §10.1.1).
@Suite(.serving(["echo": .echo, "other": .hello(1)]))
struct ExpectationTests {
    private let fields = ["Expect: 100-Continue", "Content-Length: 5"]

    @Test func aClientThatExpects100GetsItBeforeItSendsTheBody() throws {
        let client = try Served.connect()
        for framing in [("Content-Length: 5", "hello"), ("Transfer-Encoding: chunked", chunked)] {
            try client.request("POST", host: "echo", fields: ["Expect: 100-continue", framing.0])
            #expect(try client.receive().status == 100)
            try client.send(framing.1)
            #expect(try client.receive().text == "hello")
        }
    }

    private let chunked = "5\r\nhello\r\n0\r\n\r\n"

    @Test func aBodyThatCameWithTheHeadIsNotAskedFor() throws {
        let client = try Served.connect()
        let head = "POST / HTTP/1.1\r\nHost: echo\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n"
        for _ in 0..<2 {
            try client.send(head + "hello")
            #expect(try client.receive().text == "hello")
        }
    }

    @Test func aRequestWithoutBodyIsAnsweredAtOnce() throws {
        let client = try Served.connect()
        for framing in [[], ["Content-Length: 0"]] {
            let fields = ["Expect: 100-continue"] + framing
            #expect(try client.answer("GET", "/a", host: "echo", fields: fields).status == 200)
        }
    }

    @Test func http10GetsNo100() throws {
        let client = try Served.connect()
        try client.send(
            "POST / HTTP/1.0\r\nHost: echo\r\n\(fields.joined(separator: "\r\n"))\r\n\r\n")
        try client.send("hello")
        #expect(try client.receive().text == "hello")
    }

    /// Requests whose body the server will not take, and what it answers instead of 100.
    static let refused = [
        ("echo", ["Content-Length: 1048577"], 413), ("nobody", ["Content-Length: 5"], 404),
        ("nobody", ["Transfer-Encoding: chunked"], 404),
    ]

    @Test(arguments: refused)
    func aBodyThatWouldBeRefusedIsNotAskedFor(
        host: String, framing: [String], status: Int
    ) throws {
        let client = try Served.connect()
        try client.request("POST", host: host, fields: ["Expect: 100-continue"] + framing)
        let response = try client.receive()
        #expect(response.status == status)
        #expect(response["Connection"] == "close")
        try client.receiveEnd()
    }
}
