import Testing

@testable import Runtime

@Suite struct AppMeterTests {
    @Test func everyStatusIsCountedUnderItsOwnNameOrItsClass() {
        #expect(
            [200, 226, 299, 404, 451, 499, 504, 599].map { label(of: $0) }
                == ["200", "2xx", "2xx", "404", "4xx", "4xx", "504", "5xx"])
        let labels = (0..<StatusSlot.count).map { StatusSlot.label(at: $0) }
        #expect(Set(labels).count == StatusSlot.count)
        for status in 100...599 {
            #expect((0..<StatusSlot.count).contains(StatusSlot.index(status)))
        }
    }

    private func label(of status: Int) -> String { StatusSlot.label(at: StatusSlot.index(status)) }

    @Test func aDurationOnABoundBelongsToItsBucket() {
        let meter = AppMeter()
        meter.count(status: 200, nanoseconds: 10_000, bytesIn: 1, bytesOut: 2)
        meter.count(status: 200, nanoseconds: 10_001, bytesIn: 1, bytesOut: 2)
        meter.count(status: 503, nanoseconds: 60_000_000_000, bytesIn: 1, bytesOut: 2)
        let reading = meter.reading
        #expect(reading.durations[0] == 1 && reading.durations[1] == 1)
        #expect(reading.durations.last == 1)
        #expect(reading.responses[StatusSlot.index(200)] == 2)
        #expect(reading.nanoseconds == 60_000_020_001)
        #expect(reading.bytesIn == 3 && reading.bytesOut == 6)
    }

    @Test func loopsAreAddedUp() {
        let meters = AppMeters(app: "a", loopCount: 2)
        for loop in meters.loops {
            loop.refuse(.draining)
            loop.count(status: 503, nanoseconds: 1, bytesIn: 0, bytesOut: 0)
        }
        #expect(meters.reading.refusals[RefusalReason.draining.rawValue] == 2)
        #expect(meters.reading.responses[StatusSlot.index(503)] == 2)
    }
}
