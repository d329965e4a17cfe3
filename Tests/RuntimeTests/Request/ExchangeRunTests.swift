import Testing

@testable import Runtime

/// Requests that came in one piece share their time.
@Suite struct ExchangeRunTests {
    private let meter = AppMeter()

    private func ended(
        _ status: Int, at start: Int, in run: inout ExchangeRun
    ) -> (exchange: Exchange, isTaken: Bool) {
        var exchange = Exchange()
        exchange.begin(.passUnretained(meter), number: 1, at: start, byteCountIn: 10)
        exchange.respond(status, byteCount: 20)
        let isTaken = exchange.end(in: &run)
        return (exchange, isTaken)
    }

    @Test func theyAreCountedTogetherWithEqualShares() {
        var run = ExchangeRun()
        for _ in 0..<3 {
            let (exchange, isTaken) = ended(200, at: 1_000, in: &run)
            #expect(isTaken && !exchange.isOpen)
        }
        #expect(run.end(at: 61_000, sharedWith: 0) == 60_000)
        #expect(run.isEmpty)
        let reading = meter.reading
        #expect(reading.responses[StatusSlot.index(200)] == 3)
        #expect(reading.nanoseconds == 60_000)
        #expect(reading.bytesIn == 30 && reading.bytesOut == 60)
        // 20 us each.
        #expect(reading.durations[1] == 3)
    }

    @Test func oneOfAnotherStatusIsNotTakenAndHasItsShare() {
        var run = ExchangeRun()
        #expect(ended(200, at: 0, in: &run).isTaken)
        var (other, isTaken) = ended(404, at: 0, in: &run)
        #expect(!isTaken && other.isOpen)
        other.beganLater(nanoseconds: run.end(at: 10_000, sharedWith: 1))
        other.end(at: 10_000)
        #expect(meter.reading.nanoseconds == 10_000)
        #expect(meter.reading.durations[0] == 2)
        #expect(meter.reading.responses[StatusSlot.index(404)] == 1)
    }

    @Test func anEmptyOneCountsNothing() {
        var run = ExchangeRun()
        #expect(run.end(at: 5, sharedWith: 1) == 0)
        #expect(run.isOf(.passUnretained(meter)) && run.isOf(.passUnretained(AppMeter())))
        #expect(meter.reading.durations.allSatisfy { $0 == 0 })
    }

    // MARK: On a connection

    private static let get = "GET / HTTP/1.1\r\nHost: app\r\n\r\n"

    @Test func whatIsPipelinedBehindThemAndIsNoRequestIsCountedApart() throws {
        let app = try ServedApp(.answering([0x78]))
        let client = try app.connect()
        client.send(Self.get + Self.get + "GET / HTTP/9.9\r\n\r\n")
        _ = client.readToEnd()
        #expect(app.meter.reading.responses[StatusSlot.index(200)] == 2)
        let unrouted = app.counters.unrouted.reading
        #expect(unrouted.responses[StatusSlot.index(505)] == 1)
        #expect(unrouted.responses.reduce(0, +) == 1)
    }

    @Test func thoseBeforeHalfARequestAreCountedWhenTheyAreAnswered() throws {
        let app = try ServedApp(.answering([0x78]))
        let client = try app.connect()
        client.send(Self.get + Self.get + "GET / HT")
        _ = client.readResponse()
        _ = client.readResponse()
        #expect(app.meter.reading.responses[StatusSlot.index(200)] == 2)
        client.send("TP/1.1\r\nHost: app\r\nConnection: close\r\n\r\n")
        _ = client.readToEnd()
        #expect(app.meter.reading.responses[StatusSlot.index(200)] == 3)
    }
}
