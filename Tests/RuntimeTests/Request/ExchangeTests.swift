import PluginABI
import PluginHosting
import TestSupport
import Testing

@testable import Runtime

/// Each request is counted once, by whom it belongs to, whatever becomes of it.
@Suite struct ExchangeTests {
    private static let get = "GET / HTTP/1.1\r\nHost: app\r\n\r\n"
    private static let getAndClose = "GET / HTTP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n"

    /// What a meter has counted.
    private struct Count: Equatable, CustomStringConvertible {
        var statuses: [String: Int]
        var refusals: [String: Int] = [:]
        var bytesIn: Int
        var bytesOut: Int

        init(_ statuses: [String: Int], _ refusals: [String: Int] = [:], in: Int, out: Int) {
            (self.statuses, self.refusals) = (statuses, refusals)
            (bytesIn, bytesOut) = (`in`, out)
        }

        init(_ reading: AppMeter.Reading) {
            statuses = [:]
            for (slot, count) in reading.responses.enumerated() where count > 0 {
                statuses[StatusSlot.label(at: slot)] = count
            }
            for reason in RefusalReason.allCases where reading.refusals[reason.rawValue] > 0 {
                refusals[reason.label] = reading.refusals[reason.rawValue]
            }
            bytesIn = reading.bytesIn
            bytesOut = reading.bytesOut
        }

        var description: String { "\(statuses) \(refusals) in \(bytesIn) out \(bytesOut)" }
    }

    private func count(_ meter: AppMeter) -> Count {
        let reading = meter.reading
        #expect(reading.responses.reduce(0, +) == reading.durations.reduce(0, +))
        return Count(reading)
    }

    @Test(arguments: [true, false])
    func anAnswerIsCountedWithItsBytes(isInline: Bool) throws {
        let app = try ServedApp(.answering([0x78]), isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        let first = client.readResponse()
        let post = "POST /a HTTP/1.1\r\nHost: app\r\nContent-Length: 5\r\n\r\nhello"
        client.send(post)
        let second = client.readResponse()
        #expect(
            count(app.meter)
                == Count(
                    ["200": 2], in: Self.get.utf8.count + post.utf8.count,
                    out: first.utf8.count + second.utf8.count))
        #expect(count(app.counters.unrouted) == Count([:], in: 0, out: 0))
        #expect(app.counters.requests == 2)
    }

    @Test func pipelinedRequestsAreCountedOneByOne() throws {
        let app = try ServedApp(.answering([0x78]))
        let client = try app.connect()
        let requests = String(repeating: Self.get, count: 99) + Self.getAndClose
        client.send(requests)
        let out = client.readToEnd().utf8.count
        #expect(count(app.meter) == Count(["200": 100], in: requests.utf8.count, out: out))
    }

    @Test func theFramingOfChunksIsNotPartOfARequestsBytes() throws {
        let app = try ServedApp(.answering([]))
        let client = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nTransfer-Encoding: chunked\r\n\r\n"
        client.send(head + "3\r\nabc\r\n2\r\nde\r\n0\r\n\r\n")
        let out = client.readResponse().utf8.count
        #expect(count(app.meter) == Count(["200": 1], in: head.utf8.count + 5, out: out))
    }

    // MARK: The runtime's own answers

    @Test func whatBelongsToNoAppIsCountedApart() throws {
        let app = try ServedApp(.answering([]))
        app.publish(nil)
        let unknown = try app.connect()
        unknown.send(Self.getAndClose)
        let malformed = try app.connect()
        malformed.send("GET / HTTP/9.9\r\n\r\n")
        let out = unknown.readToEnd().utf8.count + malformed.readToEnd().utf8.count
        #expect(
            count(app.counters.unrouted)
                == Count(["404": 1, "505": 1], in: Self.getAndClose.utf8.count + 18, out: out))
        #expect(count(app.meter) == Count([:], in: 0, out: 0))
    }

    @Test func aRefusedRequestIsCountedForItsAppWithTheReason() throws {
        let app = try ServedApp(.answering([]))
        var (bytesIn, bytesOut) = (0, 0)
        let quarantine = Quarantine(reason: "faults")
        let routes: [Route] = [
            .draining(retryAfterSeconds: 1, app.meter), .drained(retryAfterSeconds: 1, app.meter),
            .reloading(app.meter), .quarantined(quarantine, app.meter),
        ]
        for route in routes {
            app.publish(route)
            let client = try app.connect()
            client.send(Self.getAndClose)
            bytesIn += Self.getAndClose.utf8.count
            bytesOut += client.readToEnd().utf8.count
        }
        let refusals = ["draining": 1, "drained": 1, "reloading": 1, "quarantined": 1]
        #expect(count(app.meter) == Count(["503": 4], refusals, in: bytesIn, out: bytesOut))
    }

    @Test func aBodyThatIsDroppedBehindARefusalIsNotCounted() throws {
        let app = try ServedApp(.answering([]))
        app.publish(.reloading(app.meter))
        let client = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\n\r\n"
        client.send(head + "abc" + Self.getAndClose)
        let out = client.readToEnd().utf8.count
        #expect(
            count(app.meter)
                == Count(
                    ["503": 2], ["reloading": 2],
                    in: head.utf8.count + Self.getAndClose.utf8.count, out: out))
    }

    @Test func aBodyThatIsTooLargeIsCountedForItsApp() throws {
        let app = try ServedApp(.answering([]), maxBodyBytes: 2)
        let client = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\n\r\n"
        client.send(head)
        let out = client.readToEnd().utf8.count
        #expect(count(app.meter) == Count(["413": 1], in: head.utf8.count, out: out))
    }

    @Test func aHeadThatComesTooLateBelongsToNoAppAndALateBodyToItsApp() throws {
        let app = try ServedApp(.answering([]))
        let half = try app.connect()
        half.send("GET /")
        let late = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\n\r\n"
        late.send(head)
        try app.settle()
        try app.pass(seconds: 100)
        #expect(half.readToEnd().hasPrefix("HTTP/1.1 408 "))
        #expect(late.readToEnd().hasPrefix("HTTP/1.1 408 "))
        #expect(count(app.counters.unrouted).statuses == ["408": 1])
        #expect(count(app.meter).statuses == ["200": 1, "408": 1])
    }

    // MARK: Clients that leave

    @Test func aClientThatLeavesInItsBodyIsCountedAs4xx() throws {
        let app = try ServedApp(.answering([]))
        let client = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 3\r\n\r\n"
        client.send(head + "a")
        client.endInput()
        #expect(client.readToEnd() == "")
        #expect(count(app.meter) == Count(["4xx": 1], in: head.utf8.count, out: 0))
        #expect(app.counters.requests == 0)
    }

    @Test(arguments: [true, false])
    func aClientThatLeavesADeferredCallIsCountedOnce(isInline: Bool) throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        var client: Client? = try app.connect()
        client?.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        client?.endWithReset()
        client = nil
        #expect(plugin.told.waitFor(1).first == "cancelled 1")
        try app.settle(plugin, count: 2)
        #expect(count(app.meter).statuses == ["4xx": 1, "200": 1])
        #expect(call.respond("late") == NANO_ERROR_CANCELLED)
        try app.settle(plugin, count: 3)
        #expect(count(app.meter).statuses == ["4xx": 1, "200": 2])
    }

    // MARK: Answers that come later

    @Test(arguments: [true, false])
    func aStreamIsCountedWhenItIsWhole(isInline: Bool) throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        let client = try app.connect()
        client.send(Self.getAndClose)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        #expect(call.begin("abc") == NANO_OK)
        var out = client.readUntil("abc\r\n").utf8.count
        #expect(count(app.meter).statuses == [:])
        #expect(app.counters.requests == 1)
        #expect(call.write("defg").code == NANO_OK)
        #expect(call.end() == NANO_OK)
        out += client.readToEnd().utf8.count
        #expect(count(app.meter) == Count(["200": 1], in: Self.getAndClose.utf8.count, out: out))
    }

    @Test func aStreamThatIsCutOffHasTheStatusThatItBeganWith() throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        #expect(call.begin("abc", status: 206) == NANO_OK)
        #expect(call.abandon() == NANO_OK)
        let out = client.readToEnd().utf8.count
        #expect(count(app.meter) == Count(["206": 1], in: Self.get.utf8.count, out: out))
    }

    @Test func aStreamedBodyCountsAsFarAsItIsHandedOn() throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin, streamsBody: true)
        let client = try app.connect()
        let head = "POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 10\r\n\r\n"
        client.send(head + "01234")
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        #expect(call.read(waits: true) == (NANO_OK, "01234"))
        client.send("56789")
        #expect(call.read(waits: true) == (NANO_OK, "56789"))
        #expect(call.respond("ok") == NANO_OK)
        let out = client.readResponse().utf8.count
        #expect(count(app.meter) == Count(["200": 1], in: head.utf8.count + 10, out: out))
    }

    @Test func aCutAtTheDrainsDeadlineIsARefusalWhereNoResponseHasBegun() throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin)
        let waiting = try app.connect()
        waiting.send(Self.get)
        _ = plugin.numbers.waitFor(1)
        let begun = try app.connect()
        begun.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(2).last))
        #expect(call.begin("abc") == NANO_OK)
        #expect(begun.readUntil("abc\r\n").hasSuffix("abc\r\n"))
        app.port.cut(app.shard.generation.id)
        #expect(waiting.readToEnd().hasPrefix("HTTP/1.1 503 "))
        _ = begun.readToEnd()
        let count = count(app.meter)
        #expect(count.statuses == ["200": 1, "503": 1])
        #expect(count.refusals == ["cut": 1])
    }

    @Test(arguments: [true, false])
    func aCallThatIsLateIsCountedOnceWhateverThePluginDoesAfter(isInline: Bool) throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin, isInline: isInline, timeoutMilliseconds: 1_000_000)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).first))
        try app.passCallDeadlines()
        #expect(client.readResponse().hasPrefix("HTTP/1.1 504 "))
        #expect(call.respond("late") == NANO_ERROR_CANCELLED)
        try app.settle(plugin, count: 2)
        #expect(count(app.meter).statuses == ["200": 1, "504": 1])
    }

    @Test(arguments: [true, false])
    func aPluginThatFailsIsCountedOnce(isInline: Bool) throws {
        let plugin = DeferringApp()
        let deferring = plugin.plugin
        let app = try ServedApp(
            ScriptedPlugin { request, responder in
                var events = plugin.events
                var number: nano_call = 0
                _ = responder.pointee.defer(responder, &events, &number)
                return NANO_ERROR_INVALID
            }, isInline: isInline)
        let client = try app.connect()
        client.send(Self.getAndClose)
        let out = client.readToEnd()
        #expect(out.hasPrefix("HTTP/1.1 500 "))
        let bytesIn = Self.getAndClose.utf8.count
        #expect(count(app.meter) == Count(["500": 1], in: bytesIn, out: out.utf8.count))
        _ = deferring
    }
}
