import Testing

/// What RFC 9112 says a server must reject: an answer with the reason that the client gets to read
/// even while it still sends, a close, and nothing more. Others are served meanwhile.
@Suite(.serving(["a": .echo, "other": .hello(1)]))
struct RefusedRequestTests {
    /// Sent behind what is refused: more than the server reads at once.
    static let stillSent = [UInt8](repeating: 0x78, count: 512 << 10)
    /// What is longer is not sent byte by byte.
    static let slowlySentBytesMax = 200

    @Test(arguments: RefusedRequest.requestLines)
    func aRequestLineThatBreaksARuleIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.fieldLines)
    func aFieldLineThatBreaksARuleIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.hosts)
    func aHostThatIsMissingRepeatedOrInvalidIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.framings)
    func framingThatTwoReadersMayReadDifferentlyIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.chunkedBodies)
    func aChunkedBodyThatBreaksARuleIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.beyondLimits)
    func whatIsBeyondALimitIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test(arguments: RefusedRequest.otherProtocols)
    func anotherProtocolIsRefused(request: RefusedRequest) throws {
        try expectRefusal(of: request)
    }

    @Test func nothingBehindARefusedRequestIsAnswered() throws {
        let client = try Served.connect()
        let good = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        try client.send(good + "GET / HTTP/1.1\r\nX : smuggled\r\n\r\n" + good)
        #expect(try client.receive().status == 200)
        #expect(try client.receive().status == 400)
        try client.receiveEnd()
    }

    private func expectRefusal(of request: RefusedRequest) throws {
        let bystander = try Served.connect()
        #expect(try bystander.answer(host: "other").text == "v1")

        let sending = try Served.connect()
        try sending.send(Array(request.text.utf8) + Self.stillSent)
        try expectAnswer(to: request, on: sending)
        if request.text.utf8.count <= Self.slowlySentBytesMax {
            let slow = try Served.connect()
            for byte in request.text.utf8 { try slow.send([byte]) }
            try expectAnswer(to: request, on: slow)
        }
        #expect(try bystander.answer(host: "other").text == "v1")
    }

    private func expectAnswer(to request: RefusedRequest, on client: HTTPConnection) throws {
        let response = try client.receive()
        #expect(response.status == request.status)
        #expect(response["Connection"] == "close")
        #expect(response["Content-Type"] == "application/json")
        let expected = request.expected.replacing("\"", with: "\\\"")
        let beginning = #"{"error":"Malformed request","detail":"expected "# + expected
        #expect(response.text.hasPrefix(beginning), "\(response.text)")
        try client.receiveEnd()
    }
}
