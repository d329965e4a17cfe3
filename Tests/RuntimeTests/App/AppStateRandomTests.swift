import Glibc
import TestSupport
import Testing

@testable import Runtime

/// Random histories of an app, with every rule asserted after each event.
@Suite struct AppStateRandomTests {
    /// Fewer under a sanitizer, by `NANO_TEST_HISTORIES`.
    private static let sequences =
        getenv("NANO_TEST_HISTORIES").flatMap { Int(String(cString: $0)) } ?? 200_000
    private static let eventsMax = 24

    /// Runs one history; returns the first broken rule.
    private func violation(seed: UInt64) -> String? {
        var random = SeededGenerator(seed: seed)
        var model = AppStateModel()
        for _ in 0..<Int.random(in: 1...Self.eventsMax, using: &random) {
            model.happen(Self.event(model, &random))
            if let violation = model.violation { return violation }
        }
        return settle(&model, &random)
    }

    /// Mostly what follows from what has happened, so that histories get somewhere.
    private static func event(
        _ model: AppStateModel, _ random: inout SeededGenerator
    ) -> AppState.Event {
        let roll = Int.random(in: 0..<16, using: &random)
        let rare = roll == 0 ? model.mishaps : roll <= 3 ? model.requests : []
        let events = rare.isEmpty ? model.eventsUnderWay : rare
        return (events.isEmpty ? model.requests : events).randomElement(using: &random)!
    }

    /// Removes the app and lets everything under way come to its end: nothing may be left.
    private func settle(_ model: inout AppStateModel, _ random: inout SeededGenerator) -> String? {
        model.happen(.removed)
        var steps = 0
        while !model.isIdle {
            guard let event = model.eventsUnderWay.randomElement(using: &random) else {
                return "stuck: \(model.state)"
            }
            model.happen(event)
            steps += 1
            if let violation = model.violation { return violation }
            if steps > 10_000 { return "does not come to an end: \(model.state)" }
        }
        return model.state.route == .unknown ? nil : "ends with route \(model.state.route)"
    }

    @Test(arguments: [UInt64](0..<8))
    func everyRuleHoldsInRandomHistories(part: UInt64) {
        let count = UInt64(Self.sequences / 8)
        for seed in part * count..<(part + 1) * count {
            if let violation = violation(seed: seed) {
                Issue.record("seed \(seed): \(violation)")
                return
            }
        }
    }
}
