import Foundation
import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// Requests that are answered after `handle` has returned, inline and on lanes.
@Suite struct DeferredCallTests {
    private static let get = "GET /one HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let getAndClose = "GET /two HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"

    private let plugin = DeferringApp()

    private func serve(
        isInline: Bool = true, timeoutMilliseconds: Int = 0
    ) throws -> ServedApp {
        try ServedApp(
            plugin.plugin, isInline: isInline, timeoutMilliseconds: timeoutMilliseconds)
    }

    /// The number of the call that the plugin deferred last.
    private func next(_ count: Int = 1) throws -> nano_call {
        try #require(plugin.numbers.waitFor(count).dropFirst(count - 1).first)
    }

    @Test(arguments: [true, false])
    func answersLaterAndTheConnectionGoesOn(isInline: Bool) throws {
        let app = try serve(isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        #expect(app.shard.held == 1)
        #expect(call.respond("first") == NANO_OK)
        let text = client.readResponse()
        #expect(text.hasPrefix("HTTP/1.1 200 OK\r\nContent-Length: 5\r\n"))
        #expect(text.hasSuffix("\r\n\r\nfirst"))
        #expect(!text.contains("Connection:"))
        #expect(plugin.told.waitFor(1) == ["ended"])

        client.send(Self.getAndClose)
        #expect(try app.call(next(2)).respond("second") == NANO_OK)
        #expect(client.readToEnd().hasSuffix("second"))
        #expect(plugin.told.waitFor(2) == ["ended", "ended"])
    }

    @Test(arguments: [true, false])
    func keepsTheRequestUntilTheCallHasEnded(isInline: Bool) throws {
        let app = try serve(isInline: isInline)
        let clients = try (0..<20).map { _ in try app.connect() }
        for (index, client) in clients.enumerated() {
            client.send("GET /\(index) HTTP/1.1\r\nHost: a\r\n\r\n")
            _ = try next(index + 1)
        }
        #expect(plugin.requests.all.map(\.target) == (0..<20).map { "/\($0)" })
        for number in plugin.numbers.all { #expect(try app.call(number).abandon() == NANO_OK) }
    }

    @Test func answersInTheOrderOfPipelinedRequests() throws {
        let app = try serve()
        let client = try app.connect()
        client.send(Self.get + Self.getAndClose)
        let first = try app.call(next())
        #expect(first.respond("first") == NANO_OK)
        let second = try app.call(next(2))
        #expect(second.respond("second") == NANO_OK)
        let bodies = client.readToEnd().components(behind: "\r\n\r\n")
        #expect(bodies == ["first", "second"])
        #expect(plugin.requests.all.count == 2)
    }

    @Test(arguments: [true, false])
    func aCallIsEndedOnceAndItsNumberMeansNothingAfter(isInline: Bool) throws {
        let app = try serve(isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        let number = try next()
        let call = try app.call(number)
        #expect(call.end() == NANO_ERROR_STATE)
        #expect(call.write("x").code == NANO_ERROR_STATE)
        #expect(call.respond("once") == NANO_OK)
        #expect(call.respond("twice") == NANO_ERROR_STATE)
        #expect(call.begin() == NANO_ERROR_STATE)
        #expect(call.end() == NANO_ERROR_STATE)
        #expect(call.abandon() == NANO_ERROR_STATE)
        #expect(app.shard.generation.calls.call(number) == nil)
        #expect(client.readResponse().hasSuffix("once"))
    }

    @Test func anAnswerThatBreaksARuleLeavesTheCallOpen() throws {
        let app = try serve()
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        #expect(call.respond("bad", status: 99) == NANO_ERROR_INVALID)
        #expect(call.respond("good") == NANO_OK)
        #expect(client.readResponse().hasSuffix("good"))
    }

    @Test func anAbandonedCallGetsA500AndTheConnectionGoesOn() throws {
        let app = try serve()
        let client = try app.connect()
        client.send(Self.get)
        #expect(try app.call(next()).abandon() == NANO_OK)
        #expect(client.readResponse().hasPrefix("HTTP/1.1 500 "))
        client.send(Self.get)
        #expect(try app.call(next(2)).respond("well") == NANO_OK)
        #expect(client.readResponse().hasSuffix("well"))
    }

    @Test(arguments: [true, false])
    func aClientThatLeavesCancelsOnceAndTheLeaseStaysUntilTheCallHasEnded(
        isInline: Bool
    ) throws {
        let app = try serve(isInline: isInline)
        var client: Client? = try app.connect()
        client?.send(Self.get)
        let call = try app.call(next())
        client = nil
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        app.publish(nil, retiring: [app.shard])
        #expect(plugin.told.waitFor(2) == ["cancelled 1", "draining"])
        #expect(app.shard.held == 1)
        // The client's side has ended, and perhaps nobody knows yet whether all of it.
        let code = call.respond("nobody")
        #expect(code == NANO_OK || code == NANO_ERROR_CANCELLED)
        #expect(app.ended.waitFor(1).count == 1)
        #expect(plugin.told.all == ["cancelled 1", "draining", "ended"])
    }

    @Test func aClientThatHasEndedOnlyItsSideGetsItsAnswer() throws {
        let app = try serve()
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        client.endInput()
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.respond("still") == NANO_OK)
        #expect(client.readToEnd().hasSuffix("still"))
    }

    @Test func theEndBehindPipelinedRequestsIsSeen() throws {
        let app = try serve()
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        client.send(Self.get)
        client.endInput()
        #expect(plugin.told.waitFor(1) == ["cancelled 1"])
        #expect(call.respond("one") == NANO_OK)
        #expect(try app.call(next(2)).respond("two") == NANO_OK)
        #expect(client.readToEnd().components(behind: "\r\n\r\n") == ["one", "two"])
    }

    @Test(arguments: [true, false])
    func aCallThatIsNotAnsweredInTimeGets504AndTheConnectionGoesOn(isInline: Bool) throws {
        let app = try serve(isInline: isInline, timeoutMilliseconds: 20)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        #expect(client.readResponse().hasPrefix("HTTP/1.1 504 Gateway Timeout\r\n"))
        #expect(plugin.told.waitFor(1) == ["cancelled 2"])
        #expect(call.respond("late") == NANO_ERROR_CANCELLED)
        client.send(Self.getAndClose)
        _ = try next(2)
        #expect(client.readToEnd().hasPrefix("HTTP/1.1 504 "))
    }

    @Test func aHandlerOnALaneThatIsLateNeverAnswersALaterRequest() throws {
        let (begun, gate) = (Recorder<Int>(), Recorder<Int>())
        let app = try ServedApp(
            ScriptedPlugin { request, responder in
                if request.pointee.target.count == 4 {
                    begun.add(1)
                    _ = gate.waitFor(1)
                    return nano_respond(responder, 200, nano_bytes(), nano_bytes("late"))
                }
                return nano_respond(responder, 200, nano_bytes(), nano_bytes("in time"))
            }, isInline: false, timeoutMilliseconds: 1_000_000)
        let client = try app.connect()
        client.send(Self.get)
        #expect(begun.waitFor(1) == [1])
        try app.passCallDeadlines()
        #expect(client.readResponse().hasPrefix("HTTP/1.1 504 "))
        #expect(app.shard.held == 1)
        client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
        #expect(client.readResponse().hasSuffix("in time"))
        gate.add(1)
        client.send("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
        #expect(client.readToEnd().hasSuffix("in time"))
        app.publish(nil, retiring: [app.shard])
        #expect(app.ended.waitFor(1).count == 1)
    }

    @Test(arguments: [true, false])
    func aDrainTellsTheCallAndItsDeadlineCutsIt(isInline: Bool) throws {
        let app = try serve(isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(next())
        app.publish(nil, retiring: [app.shard])
        #expect(plugin.told.waitFor(1) == ["draining"])
        app.port.cut(app.shard.generation.id)
        let text = client.readToEnd()
        #expect(text.hasPrefix("HTTP/1.1 503 ") && text.contains("Connection: close\r\n"))
        #expect(plugin.told.waitFor(2) == ["draining", "cancelled 3"])
        #expect(app.ended.waitFor(1).count == 1)
        #expect(call.respond("late") == NANO_ERROR_CANCELLED)
    }

    @Test(arguments: [true, false])
    func handleThatDefersAndFailsGets500AndTheCallIsCancelled(isInline: Bool) throws {
        let plugin = plugin
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                var events = plugin.events
                var number: nano_call = 0
                let code = responder.pointee.defer(responder, &events, &number)
                plugin.numbers.add(number)
                return code
            }, isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        #expect(client.readResponse().hasPrefix("HTTP/1.1 500 "))
        #expect(plugin.told.waitFor(1) == ["cancelled 4"])
        #expect(app.shard.held == 1)
        #expect(try app.call(next()).respond("never") == NANO_ERROR_CANCELLED)
        #expect(plugin.told.waitFor(2) == ["cancelled 4", "ended"])
        app.publish(nil, retiring: [app.shard])
        #expect(app.ended.waitFor(1).count == 1)
    }

    @Test func aRequestIsDeferredOrAnsweredAndOnce() throws {
        let codes = Recorder<Int32>()
        let plugin = plugin
        let app = try ServedApp(
            ScriptedPlugin { _, responder in
                var events = plugin.events
                var (number, other): (nano_call, nano_call) = (0, 0)
                events.size = 8
                codes.add(responder.pointee.defer(responder, &events, &number))
                codes.add(responder.pointee.defer(responder, nil, nil))
                codes.add(responder.pointee.defer(responder, nil, &number))
                codes.add(responder.pointee.defer(responder, nil, &other))
                codes.add(nano_respond(responder, 200, nano_bytes(), nano_bytes()))
                plugin.numbers.add(number)
                return NANO_DEFERRED
            })
        let client = try app.connect()
        client.send(Self.get)
        #expect(try app.call(next()).respond("well") == NANO_OK)
        #expect(client.readResponse().hasSuffix("well"))
        #expect(
            codes.all == [
                NANO_ERROR_INVALID, NANO_ERROR_INVALID, NANO_OK, NANO_ERROR_STATE,
                NANO_ERROR_STATE,
            ])
    }
}

extension String {
    /// What lies behind each occurrence of `mark`, up to the next response.
    fileprivate func components(behind mark: String) -> [String] {
        components(separatedBy: mark).dropFirst().map {
            $0.components(separatedBy: "HTTP/1.1").first ?? ""
        }
    }
}
