import ControlHTTP
import Synchronization
import Testing

/// What a client may not take of a listener.
@Suite struct LimitTests {
    private let head = "HTTP/1.1\r\nHost: x\r\n"

    @Test(arguments: ["nonsense\r\n\r\n", "GET / HTTP/7.7\r\n\r\n", "\u{0}\u{1}\u{2}\r\n\r\n"])
    func refusesWhatIsNoHTTP(request: String) throws {
        let answer = try Listening().answer(request)
        #expect(answer.hasPrefix("HTTP/1.1 400 Bad Request\r\n"))
        #expect(answer.contains("Connection: close"))
    }

    @Test func refusesALargeHead() throws {
        let field = "X-Long: " + String(repeating: "x", count: 20_000)
        let answer = try Listening().answer("GET / \(head)\(field)\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 431 "))
    }

    @Test func refusesALargeBody() throws {
        var limits = ControlLimits()
        limits.bodyBytesMax = 1_000
        let listening = try Listening(limits: limits)
        let body = String(repeating: "x", count: 1_001)
        let whole = try listening.answer("POST / \(head)Content-Length: 1001\r\n\r\n\(body)")
        #expect(whole.hasPrefix("HTTP/1.1 413 "))
        let chunked = try listening.answer(
            "POST / \(head)Transfer-Encoding: chunked\r\n\r\n3e9\r\n\(body)\r\n0\r\n\r\n")
        #expect(chunked.hasPrefix("HTTP/1.1 413 "))
        let allowed = try listening.answer(
            "POST / \(head)Content-Length: 1000\r\n\r\n\(body.dropLast())")
        #expect(allowed.hasPrefix("HTTP/1.1 200 "))
    }

    @Test func refusesABodyThatDoesNotCome() throws {
        var limits = ControlLimits()
        limits.requestSeconds = 0
        let listening = try Listening(limits: limits)
        let client = try listening.connect()
        client.send("POST / \(head)Content-Length: 5\r\n\r\nab")
        let answer = String(decoding: client.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.1 408 "))
    }

    @Test func closesAnIdleConnection() throws {
        var limits = ControlLimits()
        limits.idleSeconds = 0
        let listening = try Listening(limits: limits)
        #expect(try listening.connect().receiveAll().isEmpty)
    }

    @Test func closesConnectionsAboveTheLimit() throws {
        var limits = ControlLimits()
        limits.connectionCountMax = 2
        let listening = try Listening(limits: limits)
        let clients = [try listening.connect(), try listening.connect()]
        for client in clients {
            client.send("GET / \(head)\r\n")
            #expect(client.receive(until: "GET /? ").contains("200 OK"))
        }
        #expect(try listening.connect().receiveAll().isEmpty)
    }

    @Test func closesTheConnectionOfWhoeverIsNotPermitted() throws {
        let seen = Mutex<[ControlPeer]>([])
        let service = ControlService(
            permits: { peer in
                seen.withLock { $0.append(peer) }
                return false
            },
            handle: { _, responder in responder.respond(ControlResponse(status: 200)) })
        let listening = try Listening(service)
        #expect(try listening.answer("GET / \(head)\r\n").isEmpty)
        #expect(
            seen.withLock { $0 } == [.process(id: ownProcessID, userID: ownUserID)])
    }
}
