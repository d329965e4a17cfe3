import LinuxShims
import PluginABI
import Testing

@testable import Runtime

/// One connection's whole life, over a real socket.
@Suite struct ConnectionTests {
    private static let get = "GET / HTTP/1.1\r\nHost: app\r\n\r\n"
    private static let getAndClose = "GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n"

    private func occurrences(of part: String, in text: String) -> Int {
        text.split(separator: part, omittingEmptySubsequences: false).count - 1
    }

    @Test func sendsALargeResponseOnce() throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 300_000)
        let app = try ServedApp(.answering(body))
        let client = try app.connect()
        client.send(Self.get)
        client.endInput()
        let text = client.readToEnd()
        #expect(occurrences(of: "HTTP/1.1 200 OK", in: text) == 1)
        #expect(occurrences(of: "x", in: text) >= body.count)
    }

    @Test func sendsAllOfAResponseToAClientThatHasEndedItsSide() throws {
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 16 << 20)
        let app = try ServedApp(.answering(body))
        let client = try app.connect()
        client.send(Self.getAndClose)
        client.endInput()
        // The server has met the end of the input before the response is read.
        let other = try app.connect()
        other.send(Self.getAndClose)
        _ = other.readToEnd()
        #expect(client.readToEnd().utf8.suffix(while: { $0 == UInt8(ascii: "x") }) == body.count)
    }

    @Test(arguments: [true, false])
    func countsThreadsThatAHandlerStartsAsTheGenerations(isInline: Bool) throws {
        let owners = Recorder<UInt64>()
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                owners.add(linux_thread_owner())
                return nano_respond(responder, 200, .init("text/plain"), .init("ok"))
            }, isInline: isInline)
        let client = try app.connect()
        client.send(Self.getAndClose)
        _ = client.readToEnd()
        #expect(owners.all == [app.shard.generation.id.number])
    }

    @Test func reportsTheLastConnectionOnceAlthoughOneMoreCame() throws {
        let app = try ServedApp(.answering([]))
        app.port.drainConnections()
        _ = app.reports.waitFor(2)
        for _ in 0..<3 {
            let late = try app.connect()
            #expect(late.readToEnd() == "")
            late.endInput()
        }
        // Comes behind what the loop reported so far.
        app.publish(nil)
        let closed = app.reports.waitFor(3).count {
            if case .connectionsClosed = $0 { true } else { false }
        }
        #expect(closed == 1)
    }

    @Test(arguments: [true, false])
    func holdsNothingForAClientThatHasLeft(isInline: Bool) throws {
        let left = Recorder<Int>()
        let called = Recorder<Int>()
        // More than the kernel keeps for one connection.
        let body = [UInt8](repeating: UInt8(ascii: "x"), count: 64 << 20)
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                called.add(1)
                if !isInline { _ = left.waitFor(1) }
                return body.withUnsafeBufferPointer {
                    nano_respond(
                        responder, 200, nano_bytes(),
                        nano_bytes(data: $0.baseAddress, count: $0.count))
                }
            }, isInline: isInline)
        do {
            let client = try app.connect()
            client.send(Self.get)
            #expect(called.waitFor(1) == [1])
        }
        left.add(1)
        app.port.drainConnections()
        let reports = app.reports.waitFor(2)
        guard case .connectionsClosed? = reports.last else {
            Issue.record("expected no connection to be left, got \(reports)")
            return
        }
        #expect(app.shard.held == 0)
    }

    @Test(arguments: [true, false])
    func answersPipelinedRequestsInOrder(isInline: Bool) throws {
        let app = try ServedApp(
            ScriptedPlugin { request, responder in
                // More than the socket takes at once, so that answering stops and goes on.
                let filler = [UInt8](repeating: UInt8(ascii: "."), count: 100_000)
                let target = UnsafeBufferPointer(
                    start: request.pointee.target.data, count: request.pointee.target.count)
                return (Array(target) + filler).withUnsafeBufferPointer {
                    nano_respond(
                        responder, 200, nano_bytes(),
                        nano_bytes(data: $0.baseAddress, count: $0.count))
                }
            }, isInline: isInline)
        let client = try app.connect()
        let targets = (0..<200).map { "/\($0)" }
        for target in targets { client.send("GET \(target) HTTP/1.1\r\nHost: a\r\n\r\n") }
        client.endInput()
        let text = client.readToEnd()
        let answered = text.split(separator: "\r\n\r\n").dropFirst().map { $0.prefix { $0 != "." } }
        #expect(answered.map(String.init) == targets)
    }
}

extension Collection where Self: BidirectionalCollection {
    /// How many elements at the end satisfy `condition`.
    fileprivate func suffix(while condition: (Element) -> Bool) -> Int {
        reversed().prefix(while: condition).count
    }
}
