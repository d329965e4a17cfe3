import Testing

/// Clients that keep the server waiting. Each test waits for what the server does about it; while
/// it does nothing, the client goes on as it began.
@Suite(
    .serving(
        ["echo": .echo, "large": .large, "held": .held, "other": .hello(1)],
        limits: ShortLimits.json,
        // Held for as long as an idle connection lasts, which may be long on a busy machine.
        settings: ["held": #"{"timeout_ms":0}"#]))
struct SlowClientTests {
    /// Between two bytes of a client that sends one at a time: 50 bytes a second, at most.
    static let pauseSeconds = 0.02

    @Test(arguments: ["G", "GET / HTTP/1.1\r\nHost: echo\r\n"])
    func aHeadThatStopsGets408(beginning: String) throws {
        let client = try Served.connect()
        try client.send(beginning)
        try expectTimeout(client)
    }

    @Test func theTimeOfAHeadIsAbsolute() throws {
        let client = try Served.connect()
        try client.send("GET / HTTP/1.1\r\nHost: echo\r\nX: ")
        try sendSlowly(client)
        try expectTimeout(client)
    }

    @Test func theHeadOfALaterRequestHasItsTimeToo() throws {
        let client = try Served.connect()
        #expect(try client.answer(host: "other").text == "v1")
        try client.send("GET / HTTP/1.1\r\nHost: echo\r\nX: ")
        try sendSlowly(client)
        try expectTimeout(client)
    }

    @Test(arguments: [
        "Content-Length: 1000\r\n\r\nhalf", "Transfer-Encoding: chunked\r\n\r\n4\r\n",
    ])
    func aBodyThatStopsGets408(rest: String) throws {
        let client = try Served.connect()
        try client.send("POST / HTTP/1.1\r\nHost: echo\r\n\(rest)")
        try expectTimeout(client)
    }

    @Test(arguments: ["Content-Length: 10000", "Transfer-Encoding: chunked"])
    func aBodyBelowTheRateGets408(framing: String) throws {
        let client = try Served.connect()
        try client.request("POST", host: "echo", fields: [framing])
        if framing.hasSuffix("chunked") { try client.send("2000\r\n") }
        try sendSlowly(client)
        try expectTimeout(client)
    }

    @Test func aBodyAboveTheRateTakesTheTimeItNeeds() throws {
        let client = try Served.connect()
        let parts = 40
        let part = [UInt8](repeating: 0x78, count: 8 << 10)
        try client.request(
            "POST", host: "echo", fields: ["Content-Length: \(parts * part.count)"])
        for _ in 0..<parts {
            // More than two seconds in all, twice the grace.
            #expect(!client.hasAnswer(withinSeconds: 0.06))
            try client.send(part)
        }
        #expect(try client.receive().body.count == parts * part.count)
    }

    @Test func theBodyOfARefusedRequestIsNotAwaitedForEver() throws {
        let client = try Served.connect()
        try client.request("POST", host: "nobody", fields: ["Content-Length: 1000"])
        #expect(try client.receive().status == 404)
        try client.receiveEnd()
    }

    @Test func aClientThatGoesOnSendingBehindARefusalIsCutOff() throws {
        let client = try Served.connect()
        try client.send("GET\r\n")
        #expect(try client.receive().status == 400)
        try client.receiveEnd()
        let patience = Patience()
        while !client.isReset(withinSeconds: Self.pauseSeconds) {
            try patience.expectTime(for: "a reset")
            client.sendIfTaken("x")
        }
    }

    @Test func whoReadsNothingIsLeftToItself() throws {
        let client = try Served.connect(bufferBytes: 64 << 10)
        for _ in 0..<100 { try client.request(host: "large") }
        #expect(client.hasAnswer())
        // Idle from now on, which is allowed to last longer: the server's own clock.
        let idle = try Served.connect()
        #expect(try idle.answer(host: "other").text == "v1")
        try idle.receiveEnd()
        #expect(client.receiveAll() < 100 * 128 << 10)
    }

    @Test func theTimeOfTheAppIsNotTheClients() throws {
        let directory = try TestDirectory()
        let gate = try directory.gate()
        let client = try Served.connect()
        try client.request("GET", "/?\(gate.path)", host: "held")
        let idle = try Served.connect()
        #expect(try idle.answer(host: "other").text == "v1")
        try idle.receiveEnd()
        gate.open()
        #expect(try client.receive().text == "let go")
    }

    @Test func idleConnectionsAreClosedInSilence() throws {
        let silent = try Served.connect()
        let used = try Served.connect()
        #expect(try used.answer(host: "other").text == "v1")
        try used.receiveEnd()
        try silent.receiveEnd()
    }

    /// A byte now and then, until the server answers or ends.
    private func sendSlowly(_ client: HTTPConnection) throws {
        let patience = Patience()
        while !client.hasAnswer(withinSeconds: Self.pauseSeconds) {
            try patience.expectTime(for: "an answer")
            try client.send("x")
        }
    }

    private func expectTimeout(_ client: HTTPConnection) throws {
        let response = try client.receive()
        #expect(response.status == 408)
        #expect(response["Connection"] == "close")
        #expect(response.text == #"{"error":"Request timeout"}"#)
        try client.receiveEnd()
        #expect(try Served.connect().answer(host: "other").text == "v1")
    }
}
