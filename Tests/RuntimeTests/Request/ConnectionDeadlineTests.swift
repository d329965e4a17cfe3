import Configuration
import PluginABI
import Testing

@testable import Runtime

/// Clients that stop in the middle. The loop's clock is the test's.
@Suite struct ConnectionDeadlineTests {
    private static let get = "GET / HTTP/1.1\r\nHost: app\r\n\r\n"

    @Test func aBodyThatStopsIsAnsweredAndItsLeaseEnds() throws {
        let app = try ServedApp(.answering([]))
        let client = try app.connect()
        client.send(
            "POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 9\r\n\r\n")
        #expect(client.readLine() == "HTTP/1.1 100 Continue")
        #expect(app.shard.held == 1)
        try app.pass(seconds: 40)
        let text = client.readToEnd()
        #expect(text.contains("HTTP/1.1 408 Request Timeout"))
        #expect(app.shard.held == 0)
    }

    @Test func aBodyThatTricklesIsAnsweredAndOneThatIsOnlySlowIsNot() throws {
        var limits = Limits()
        limits.bodyBytesPerSecondMin = 10
        limits.bodyGraceSeconds = 2
        for (byteCount, expected) in [(19, "408 Request Timeout"), (20, "200 OK")] {
            let app = try ServedApp(.answering([]), limits: limits)
            let client = try app.connect()
            client.send(
                "POST / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n"
                    + "Expect: 100-continue\r\nContent-Length: 21\r\n\r\n")
            #expect(client.readLine() == "HTTP/1.1 100 Continue")
            client.send([UInt8](repeating: 0, count: byteCount))
            try app.settle()
            try app.pass(seconds: 3)
            client.send([UInt8](repeating: 0, count: 21 - byteCount))
            #expect(client.readToEnd().hasPrefix("HTTP/1.1 \(expected)"))
        }
    }

    /// More than the kernel keeps for one connection.
    private static let largeBytes = 64 << 20

    /// A client whose large response has been begun.
    private func beginLargeResponse() throws -> (ServedApp, Client) {
        let called = Recorder<Int>()
        let body = [UInt8](repeating: 0, count: Self.largeBytes)
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                defer { called.add(1) }
                return body.withUnsafeBufferPointer {
                    nano_respond(
                        responder, 200, .init("text/plain"),
                        nano_bytes(data: $0.baseAddress, count: $0.count))
                }
            })
        let client = try app.connect()
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(called.waitFor(1) == [1])
        return (app, client)
    }

    @Test func aClientThatTakesNothingIsClosed() throws {
        let (app, client) = try beginLargeResponse()
        try app.pass(seconds: 100)
        #expect(client.skip(.max) < Self.largeBytes)
    }

    @Test func aSlowClientThatGoesOnGetsEverything() throws {
        let (app, client) = try beginLargeResponse()
        // More than the time passes in all, but not between two reads, each of which is larger than
        // what was sent and not taken before. The loop's own seconds pass beside these.
        var count = 0
        for _ in 0..<3 {
            try app.pass(seconds: 16)
            count += client.skip(20 << 20)
        }
        count += client.skip(.max)
        #expect(count > Self.largeBytes)
    }

    @Test func anIdleConnectionEndsSilentlyAndHalfAHeadWithAnAnswer() throws {
        let app = try ServedApp(.answering([]))
        let idle = try app.connect()
        let half = try app.connect()
        for client in [idle, half] {
            client.send(Self.get)
            #expect(client.readResponse().hasPrefix("HTTP/1.1 200 OK"))
        }
        half.send("GET / HTTP/1.1\r\n")
        // Behind the half head in the loop's order, as it comes after another answer.
        let last = try app.connect()
        last.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        _ = last.readToEnd()
        try app.pass(seconds: 62)
        #expect(idle.readToEnd() == "")
        #expect(half.readToEnd().hasPrefix("HTTP/1.1 408 Request Timeout"))
    }

    @Test func aHeadHasItsWholeTimeOnAConnectionThatWasIdle() throws {
        let app = try ServedApp(.answering([]))
        let client = try app.connect()
        client.send(Self.get)
        _ = client.readResponse()
        try app.pass(seconds: 60)
        client.send("GET / HTTP/1.1\r\nHost: a\r\nExpect: x\r\n")
        let last = try app.connect()
        last.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        _ = last.readToEnd()
        try app.pass(seconds: 5)
        client.send("Connection: close\r\n\r\n")
        #expect(!client.readToEnd().contains("408"))
    }
}
