import PluginABI
import Sockets
import TestSupport
import Testing

@testable import Runtime

/// Where bytes are kept from one read to the next, and how many.
@Suite struct ConnectionInputTests {
    private static let echo = ScriptedPlugin { request, responder in
        nano_respond(responder, 200, nano_bytes(), request.pointee.body)
    }

    /// Larger than what is read at once, and cut anywhere.
    @Test(arguments: [true, false])
    func aLargeBodyIsWholeAndTheRequestBehindItToo(isInline: Bool) throws {
        let app = try ServedApp(Self.echo, isInline: isInline)
        let seed = SeededGenerator.newSeed()
        var random = SeededGenerator(seed: seed)
        let body = String((0..<900_000).map { _ in "abcdefgh".randomElement(using: &random)! })
        let head = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: \(body.utf8.count)\r\n\r\n"
        let last = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
        let client = try app.connect()
        var rest = Array((head + body + last).utf8)[...]
        while !rest.isEmpty {
            let count = min(rest.count, .random(in: 1...200_000, using: &random))
            client.send(Array(rest.prefix(count)))
            rest = rest.dropFirst(count)
        }
        let text = client.readToEnd()
        #expect(text.contains("\r\n\r\n" + body + "HTTP/1.1 200 OK"), "seed \(seed)")
    }

    @Test func aClientThatDoesNotReadIsAnsweredNoMore() throws {
        let calls = Recorder<Int>()
        let body = [UInt8](repeating: UInt8(ascii: "."), count: 1 << 20)
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                calls.add(1)
                return body.withUnsafeBufferPointer {
                    nano_respond(
                        responder, 200, nano_bytes(),
                        nano_bytes(data: $0.baseAddress, count: $0.count))
                }
            })
        let requestCount = 200
        let client = try app.connect()
        let text = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
        client.send(String(repeating: text, count: requestCount))
        client.endInput()
        try #require(calls.waitFor(1).count >= 1)
        let other = try app.connect()
        other.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        _ = other.readToEnd()
        // The kernel keeps some megabytes for a connection, and the connection one response.
        #expect(calls.all.count < requestCount / 2)
        #expect(client.skip(.max) > requestCount << 20)
        #expect(calls.all.count == requestCount + 1)
    }

    @Test func anIdleConnectionOwnsNoBuffer() throws {
        let app = try ServedApp(Self.echo)
        let client = try app.connect()
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
        _ = client.readResponse()
        let capacities = Recorder<[Int]>()
        app.port.post { loop in
            capacities.add(
                loop.connections.all.flatMap { [$0.buffer.capacity, $0.unsent.capacity] })
        }
        #expect(capacities.waitFor(1) == [[0, 0]])
    }

    @Test func halfARequestIsKeptInJustItsSize() throws {
        let app = try ServedApp(Self.echo)
        let client = try app.connect()
        client.send("GET / HTTP/1.1\r\n")
        try app.settle()
        let counts = Recorder<[Int]>()
        app.port.post { loop in
            counts.add(loop.connections.all.map { $0.buffer.capacity }.filter { $0 > 0 })
        }
        #expect(counts.waitFor(1) == [[16]])
        client.send("Host: a\r\nConnection: close\r\n\r\n")
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 200 OK"))
    }
}
