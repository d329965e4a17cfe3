import Testing

/// How responses are framed, and the fields that the runtime adds.
@Suite(
    .serving([
        "hello": .hello(1), "bodyless": FixturePlugin("bodyless-status.c"), "large": .large,
    ]))
struct ResponseTests {
    @Test func aResponseHasDateServerAndLength() throws {
        let response = try Served.connect().answer(host: "hello")
        #expect(response.version == "HTTP/1.1")
        #expect(response.reason == "OK")
        #expect(response["Server"] == "nano")
        #expect(response["Content-Type"] == "text/plain")
        #expect(response["Content-Length"] == "2")
        #expect(response["Connection"] == nil)
        let date = try #require(response["Date"])
        #expect(date.wholeMatch(of: /\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
    }

    @Test(arguments: [("hello", "2"), ("large", "131072")])
    func aHeadHasTheFieldsOfTheGetAndNoBody(host: String, length: String) throws {
        let client = try Served.connect()
        for _ in 0..<2 {
            let response = try client.answer("HEAD", host: host)
            #expect(response.status == 200)
            #expect(response["Content-Length"] == length)
        }
        #expect(try client.answer(host: "hello").text == "v1")
    }

    @Test func the404OfAHeadHasNoBodyEither() throws {
        let client = try Served.connect()
        #expect(try client.answer("HEAD", host: "nobody").status == 404)
        #expect(try client.answer(host: "nobody").status == 404)
    }

    /// Statuses without a body, and their Content-Length (RFC 9110 §8.6 and §15.3.6).
    static let bodyless = [(204, nil), (205, "0"), (304, nil)]

    @Test(arguments: bodyless, ["GET", "HEAD"])
    func aStatusWithoutBodyIsSentWithoutOne(
        expected: (status: Int, length: String?), method: String
    ) throws {
        let client = try Served.connect()
        for _ in 0..<2 {
            let response = try client.answer(method, "/\(expected.status)", host: "bodyless")
            #expect(response.status == expected.status)
            #expect(response["Content-Length"] == expected.length)
            #expect(response.body.isEmpty)
        }
        #expect(try client.answer(host: "hello").text == "v1")
    }

    @Test func http10ClosesUnlessAskedToStay() throws {
        let short = try Served.connect()
        try short.send("GET / HTTP/1.0\r\nHost: hello\r\n\r\n")
        let response = try short.receive()
        #expect(response.text == "v1")
        #expect(response["Connection"] == "close")
        try short.receiveEnd()

        let kept = try Served.connect()
        for _ in 0..<2 {
            try kept.send("GET / HTTP/1.0\r\nHost: hello\r\nConnection: keep-alive\r\n\r\n")
            #expect(try kept.receive()["Connection"]?.lowercased() == "keep-alive")
        }
    }

    @Test(arguments: ["close", "keep-alive, Close"])
    func connectionCloseIsHonoured(options: String) throws {
        let client = try Served.connect()
        let response = try client.answer(host: "hello", fields: ["Connection: \(options)"])
        #expect(response["Connection"] == "close")
        try client.receiveEnd()
    }
}
