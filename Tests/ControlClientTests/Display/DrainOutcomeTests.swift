import ControlAPI
import ControlClient
import Testing

@Suite struct DrainOutcomeTests {
    @Test func itIsUnderWayWhileAGenerationDrains() {
        let app = Sample.app(generations: [
            Sample.generation(1, .draining), Sample.generation(2, .parked),
        ])
        #expect(DrainOutcome(of: [1, 2], in: app) == .underWay)
        #expect(DrainOutcome(of: [1, 2], in: app).text(app: "hello") == nil)
    }

    @Test func whatIsGoneIsUnloaded() {
        let app = Sample.app(generations: [Sample.generation(2, .serving)])
        #expect(DrainOutcome(of: [1], in: app) == .unloaded)
        #expect(DrainOutcome(of: [1], in: nil).text(app: "hello") == "hello: drained and unloaded")
    }

    @Test func whatStaysIsToldWithItsReason() {
        let pinned = Sample.generation(1, .pinned, reason: "a thread of its own")
        let outcome = DrainOutcome(of: [1], in: Sample.app(generations: [pinned]))
        #expect(outcome == .kept(pinned))
        #expect(
            outcome.text(app: "hello")
                == "hello: drained, but generation 1 is pinned: a thread of its own")
    }
}
