import Foundation
import PluginABI
import PluginHosting
import Sockets
import TestSupport
import Testing

@testable import Runtime

/// Bodies that are read as they arrive.
@Suite struct StreamedBodyTests {
    private static let getAndClose = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    private let plugin = DeferringApp()

    private func serve(
        isInline: Bool = true, maxBodyBytes: Int? = nil, timeoutMilliseconds: Int = 0
    ) throws -> ServedApp {
        try ServedApp(
            plugin.plugin, isInline: isInline, streamsBody: true, maxBodyBytes: maxBodyBytes,
            timeoutMilliseconds: timeoutMilliseconds)
    }

    private func begin(
        _ app: ServedApp, _ fields: String, _ count: Int = 1
    ) throws -> (any HostedCall, Client) {
        let client = try app.connect()
        client.send("POST / HTTP/1.1\r\nHost: a\r\n\(fields)\r\n\r\n")
        let number = try #require(plugin.numbers.waitFor(count).last)
        return (try app.call(number), client)
    }

    @Test(arguments: [true, false])
    func theBodyIsReadAsItArrivesAndTheConnectionGoesOn(isInline: Bool) throws {
        let app = try serve(isInline: isInline)
        let (call, client) = try begin(app, "Content-Length: 10")
        #expect(call.read() == (NANO_ERROR_AGAIN, ""))
        client.send("01234")
        #expect(plugin.told.waitFor(1) == ["readable"])
        #expect(call.read(3) == (NANO_OK, "012"))
        #expect(call.read() == (NANO_OK, "34"))
        client.send("56789" + Self.getAndClose)
        #expect(call.read(waits: true) == (NANO_OK, "56789"))
        #expect(call.read() == (NANO_OK, ""))
        #expect(call.read() == (NANO_OK, ""))
        #expect(call.respond("done") == NANO_OK)
        let next = try app.call(try #require(plugin.numbers.waitFor(2).last))
        #expect(next.read() == (NANO_OK, ""))
        #expect(next.respond("next") == NANO_OK)
        let text = client.readToEnd()
        #expect(text.contains("done") && text.hasSuffix("next"))
    }

    @Test func chunksAreTakenApart() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Transfer-Encoding: chunked")
        client.send("5\r\nhel")
        #expect(call.read(waits: true) == (NANO_OK, "hel"))
        client.send("lo\r\n3;x=y\r\nabc\r\n0\r\nX: y\r\n\r\n" + Self.getAndClose)
        var body = ""
        while true {
            let (code, text) = call.read(waits: true)
            guard code == NANO_OK, !text.isEmpty else { break }
            body += text
        }
        #expect(body == "loabc")
        #expect(call.respond("ok") == NANO_OK)
        let next = try app.call(try #require(plugin.numbers.waitFor(2).last))
        #expect(next.respond("next") == NANO_OK)
        #expect(client.readToEnd().hasSuffix("next"))
    }

    @Test func theClientIsAskedForItsBodyWhenThePluginReads() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Content-Length: 2\r\nExpect: 100-continue")
        #expect(call.read() == (NANO_ERROR_AGAIN, ""))
        #expect(client.readUntil("\r\n\r\n") == "HTTP/1.1 100 Continue\r\n\r\n")
        client.send("ab")
        #expect(call.read(waits: true) == (NANO_OK, "ab"))
        #expect(call.respond("ok") == NANO_OK)
        let text = client.readResponse()
        #expect(text.hasSuffix("ok") && !text.contains("Connection: close"))
    }

    @Test func aClientThatWasNeverAskedIsAnsweredAndTheConnectionCloses() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Content-Length: 2\r\nExpect: 100-continue")
        #expect(call.respond("no") == NANO_OK)
        let text = client.readToEnd()
        #expect(text.contains("Connection: close\r\n") && text.hasSuffix("no"))
        #expect(!text.contains("100 Continue"))
    }

    @Test func anAnswerBeforeTheEndHasTheRestDropped() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Content-Length: 500000")
        #expect(call.respond("enough") == NANO_OK)
        #expect(client.readResponse().hasSuffix("enough"))
        client.send(String(repeating: "x", count: 500_000) + Self.getAndClose)
        let next = try app.call(try #require(plugin.numbers.waitFor(2).last))
        #expect(next.respond("next") == NANO_OK)
        #expect(client.readToEnd().hasSuffix("next"))
    }

    @Test func thePluginThatAnswersAtOnceHasTheBodyDropped() throws {
        let app = try ServedApp(.answering([0x78]), streamsBody: true)
        let client = try app.connect()
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello")
        client.send(Self.getAndClose)
        #expect(client.readToEnd().components(separatedBy: "\r\n\r\nx").count == 3)
    }

    @Test func whatIsNotReadStaysInTheSocket() throws {
        let size = 64 << 20
        let app = try serve(maxBodyBytes: size)
        let (call, client) = try begin(app, "Content-Length: \(size)")
        let sent = Recorder<Int>()
        _ = try NamedThread("sender") {
            client.send([UInt8](repeating: 0x78, count: size))
            sent.add(size)
        }
        #expect(call.read(1, waits: true) == (NANO_OK, "x"))
        try app.settle(plugin, count: 2)
        #expect(sent.all.isEmpty)
        let held = Recorder<Int>()
        app.port.post { loop in held.add(loop.connections.all.map { $0.buffer.capacity }.max() ?? 0)
        }
        #expect((held.waitFor(1).first ?? .max) <= 1 << 20)
        var count = 1
        while count < size {
            let (code, text) = call.read(1 << 20, waits: true)
            guard code == NANO_OK, !text.isEmpty else { break }
            count += text.utf8.count
        }
        #expect(count == size)
        #expect(sent.waitFor(1) == [size])
        #expect(call.respond("all") == NANO_OK)
        #expect(client.readResponse().hasSuffix("all"))
    }

    @Test func aBodyThatIsTooLargeIsRefusedAtTheHeadOrWhereItGetsSo() throws {
        let app = try serve(maxBodyBytes: 10)
        let declared = try app.connect()
        declared.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 11\r\n\r\n")
        #expect(declared.readToEnd().hasPrefix("HTTP/1.1 413 "))
        #expect(plugin.numbers.all.isEmpty)

        let (call, client) = try begin(app, "Transfer-Encoding: chunked")
        client.send("6\r\n012345\r\n5\r\n67890\r\n0\r\n\r\n")
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 413 "))
        #expect(call.read() == (NANO_ERROR_CANCELLED, ""))
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.respond("x") == NANO_ERROR_CANCELLED)
    }

    @Test func aMalformedBodyIsRefusedOrCutsOffAResponseThatHasBegun() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Transfer-Encoding: chunked")
        client.send("zz\r\n")
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 400 "))
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.end() == NANO_ERROR_CANCELLED)

        let (other, late) = try begin(app, "Transfer-Encoding: chunked", 2)
        #expect(other.begin("begun") == NANO_OK)
        _ = late.readUntil("begun\r\n")
        late.send("zz\r\n")
        #expect(late.readToEnd() == "")
        #expect(other.end() == NANO_ERROR_CANCELLED)
    }

    @Test func aClientThatStopsInTheMiddleIsCancelled() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Content-Length: 10")
        client.send("12345")
        #expect(call.read(waits: true) == (NANO_OK, "12345"))
        client.endInput()
        #expect(call.read(waits: true) == (NANO_ERROR_CANCELLED, ""))
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.end() == NANO_ERROR_CANCELLED)
        #expect(client.readToEnd() == "")
    }

    @Test func aSlowClientIsTimedOutOnlyWhileItIsWaitedFor() throws {
        let app = try serve()
        let (call, client) = try begin(app, "Content-Length: 10")
        client.send("12345")
        try app.settle(plugin, count: 2)
        // What has come is not read: the client owes nothing.
        try app.pass(seconds: 100)
        #expect(call.read() == (NANO_OK, "12345"))
        try app.pass(seconds: 100)
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 408 "))
        #expect(call.read() == (NANO_ERROR_CANCELLED, ""))
        #expect(call.end() == NANO_ERROR_CANCELLED)
    }

    @Test func theTimeForAResponseStandsStillWhileTheClientIsWaitedFor() throws {
        let app = try serve(timeoutMilliseconds: 1_000_000)
        let (call, client) = try begin(app, "Content-Length: 4")
        #expect(call.read() == (NANO_ERROR_AGAIN, ""))
        try app.passCallDeadlines()
        client.send("ab")
        #expect(call.read(waits: true) == (NANO_OK, "ab"))
        client.send("cd")
        #expect(call.read(waits: true) == (NANO_OK, "cd"))
        #expect(call.respond("in time") == NANO_OK)
        #expect(client.readResponse().hasSuffix("in time"))
    }

    @Test func aBodyThatCameWholeIsNotReadTwice() throws {
        let app = try ServedApp(plugin.plugin)
        let client = try app.connect()
        client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\nab")
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        #expect(call.read() == (NANO_ERROR_STATE, ""))
        #expect(call.respond("ok") == NANO_OK)
        #expect(client.readResponse().hasSuffix("ok"))
    }
}
