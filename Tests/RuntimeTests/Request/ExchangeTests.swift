import PluginABI
import PluginHosting
import Testing

@testable import Runtime

/// Each response is counted once, with its bytes, whichever way it ends.
@Suite struct ExchangeTests {
    private static let get = "GET / HTTP/1.1\r\nHost: a\r\n\r\n"
    private static let getAndClose = "GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    private static let post = "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nhello"

    private func count(_ status: Int, _ reading: AppMeter.Reading) -> Int {
        reading.responses[StatusSlot.index(status)]
    }

    @Test(arguments: [true, false])
    func bytesAreThoseOnTheWire(isInline: Bool) throws {
        let app = try ServedApp(.answering(Array("body".utf8)), isInline: isInline)
        let client = try app.connect()
        client.send(Self.post + Self.get + Self.getAndClose)
        let text = client.readToEnd()
        let reading = app.shard.meter.reading
        #expect(count(200, reading) == 3 && reading.responses.reduce(0, +) == 3)
        #expect(reading.durations.reduce(0, +) == 3)
        let sent = Self.post + Self.get + Self.getAndClose
        #expect(reading.bytesIn == sent.utf8.count)
        #expect(reading.bytesOut == text.utf8.count)
        #expect(app.counters.requests == 3)
    }

    @Test func aRefusalIsCountedByItsReason() throws {
        let app = try ServedApp(.answering([]))
        let meter = AppMeter()
        app.publish(.draining(retryAfterSeconds: 30, meter), retiring: [app.shard])
        let client = try app.connect()
        client.send(Self.post + Self.getAndClose)
        _ = client.readToEnd()
        #expect(count(503, meter.reading) == 2)
        #expect(meter.reading.refusals[RefusalReason.draining.rawValue] == 2)
        #expect(app.shard.meter.reading.responses.reduce(0, +) == 0)
    }

    @Test(arguments: [
        ("GET / HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n", 404), ("nonsense\r\n\r\n", 400),
    ])
    func whatIsForNoAppIsTheLoops(request: String, status: Int) throws {
        let app = try ServedApp(.answering([]))
        app.publish(nil)
        let client = try app.connect()
        client.send(request)
        _ = client.readToEnd()
        #expect(count(status, app.counters.unrouted.reading) == 1)
        #expect(app.shard.meter.reading.responses.reduce(0, +) == 0)
    }

    @Test(arguments: [true, false])
    func aFailureOfThePluginIsTheApps(isInline: Bool) throws {
        let app = try ServedApp(ScriptedPlugin { _, _ in -1 }, isInline: isInline)
        let client = try app.connect()
        client.send(Self.getAndClose)
        let text = client.readToEnd()
        #expect(count(500, app.shard.meter.reading) == 1)
        #expect(app.shard.meter.reading.bytesOut == text.utf8.count)
    }

    @Test func aBodyThatIsTooLargeIsTheApps() throws {
        let app = try ServedApp(.answering([]), maxBodyBytes: 4)
        let client = try app.connect()
        client.send(Self.post)
        _ = client.readToEnd()
        #expect(count(413, app.shard.meter.reading) == 1)
    }

    @Test(arguments: [true, false])
    func aStreamIsCountedWhenItHasEnded(isInline: Bool) throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin, isInline: isInline)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).last))
        #expect(call.begin("first") == NANO_OK)
        var text = client.readUntil("first\r\n")
        #expect(app.shard.meter.reading.responses.reduce(0, +) == 0)
        #expect(call.end() == NANO_OK)
        text += client.readUntil("0\r\n\r\n")
        try app.passCallDeadlines()
        #expect(count(200, app.shard.meter.reading) == 1)
        #expect(app.shard.meter.reading.bytesOut == text.utf8.count)
    }

    @Test func aStreamWhoseClientLeavesIsCountedOnce() throws {
        let plugin = DeferringApp()
        let app = try ServedApp(plugin.plugin)
        var client: Client? = try app.connect()
        client?.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).last))
        #expect(call.begin("first") == NANO_OK)
        _ = client?.readUntil("first\r\n")
        client = nil
        #expect(plugin.told.waitFor(1).first?.hasPrefix("cancelled") == true)
        _ = call.end()
        try app.passCallDeadlines()
        #expect(count(200, app.shard.meter.reading) == 1)
        #expect(app.shard.meter.reading.responses.reduce(0, +) == 1)
    }

    @Test(arguments: [true, false])
    func aTimeoutIsCountedOnceAndALateAnswerNotAtAll(isInline: Bool) throws {
        let plugin = DeferringApp()
        let app = try ServedApp(
            plugin.plugin, isInline: isInline, timeoutMilliseconds: 1_000_000)
        let client = try app.connect()
        client.send(Self.get)
        let call = try app.call(try #require(plugin.numbers.waitFor(1).last))
        try app.passCallDeadlines()
        #expect(client.readResponse().hasPrefix("HTTP/1.1 504 "))
        _ = call.respond("late")
        try app.passCallDeadlines()
        #expect(count(504, app.shard.meter.reading) == 1)
        #expect(app.shard.meter.reading.responses.reduce(0, +) == 1)
    }
}
