import ControlHTTP
import Testing

/// What a listener makes of what is sent to it.
@Suite struct RequestTests {
    @Test func answersWithWhatTheServiceSays() throws {
        let answer = try Listening().answer("GET /apps?a=b HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 200 OK\r\n"))
        #expect(answer.contains("Content-Length: 14\r\n"))
        #expect(answer.hasSuffix("\r\n\r\nGET /apps?a=b "))
    }

    @Test func handsOverTheWholeBody() throws {
        let body = String(repeating: "x", count: 300_000)
        let answer = try Listening().answer(
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 300000\r\n\r\n\(body)")
        #expect(answer.hasSuffix("POST /? \(body)"))
    }

    @Test func keepsTheConnectionForTheNextRequest() throws {
        let listening = try Listening()
        let client = try listening.connect()
        for number in 1...3 {
            client.send("GET /\(number) HTTP/1.1\r\nHost: x\r\n\r\n")
            #expect(client.receive(until: "GET /\(number)? ").contains("200 OK"))
        }
        client.send("GET /last HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        let last = String(decoding: client.receiveAll(), as: UTF8.self)
        #expect(last.contains("Connection: close"))
        #expect(last.hasSuffix("GET /last? "))
    }

    @Test func answersPipelinedRequestsInTheirOrder() throws {
        let requests = (1...20).map { "GET /\($0) HTTP/1.1\r\nHost: x\r\n\r\n" }.joined()
        let answer = try Listening().answer(requests)
        let paths = answer.matches(of: /GET \/(\d+)\?/).compactMap { Int($0.1) }
        #expect(paths == Array(1...20))
    }

    @Test func leavesTheBodyOutOfTheAnswerToAHead() throws {
        let answer = try Listening().answer("HEAD /apps HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.contains("Content-Length: 12\r\n"))
        #expect(answer.hasSuffix("\r\n\r\n"))
    }

    @Test func endsTheConnectionOfHTTP10() throws {
        let listening = try Listening()
        let client = try listening.connect()
        client.send("GET / HTTP/1.0\r\n\r\n")
        let answer = String(decoding: client.receiveAll(), as: UTF8.self)
        #expect(answer.hasPrefix("HTTP/1.0 200 OK\r\n"))
    }

    @Test func aLateAnswerGoesToWhoeverAsked() throws {
        let listening = try Listening(
            ControlService { _, responder in
                responder.after(milliseconds: 1) {
                    responder.respond(ControlResponse(status: 202, body: Array("first".utf8)))
                    responder.respond(ControlResponse(status: 500, body: Array("second".utf8)))
                }
            })
        let answer = try listening.answer("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.hasPrefix("HTTP/1.1 202 Accepted\r\n"))
        #expect(answer.hasSuffix("first"))
    }

    @Test func tellsWhoAsks() throws {
        let listening = try Listening(
            ControlService { request, responder in
                let text = request.peer.map { "\($0)" } ?? "nobody"
                responder.respond(ControlResponse(status: 200, body: Array(text.utf8)))
            })
        let answer = try listening.answer("GET / HTTP/1.1\r\nHost: x\r\n\r\n")
        #expect(answer.contains("uid \(ownUserID) pid \(ownProcessID)"))
    }
}
