import PluginKit
import PluginTesting

@testable import App

@main
enum CounterTests: PluginTests {
    static func run(_ tests: TestRun) {
        tests.test("counts requests, but not those for the total") { test in
            let app = TestApp(Counter.self)
            test.expect(app.get("/").text, "1\n")
            test.expect(app.get("/").text, "2\n")
            test.expect(app.get("/total").text, "2\n")
            test.expect(app.get("/elsewhere").status, 404)
        }
        tests.test("keeps its count in a swap, and what comes during it") { test in
            let (old, new) = (TestApp(Counter.self), TestApp(Counter.self))
            for _ in 1...3 { _ = old.get("/") }
            test.expect(handsOver(old, to: new, at: .publish), "the first handover")
            _ = old.get("/")
            test.expect(new.get("/").text, "4\n")
            test.expect(handsOver(old, to: new, at: .drained), "the second handover")
            test.expect(new.get("/total").text, "5\n")
        }
        tests.test("hands all of it over again after a copy was rejected") { test in
            let (old, new) = (TestApp(Counter.self), TestApp(Counter.self))
            _ = old.get("/")
            test.expect(handsOver(old, to: TestApp(Counter.self), at: .publish), "in vain")
            test.expect(handsOver(old, to: new, at: .publish), "the first handover")
            test.expect(handsOver(old, to: new, at: .drained), "the second handover")
            test.expect(new.get("/total").text, "1\n")
        }
        tests.test("refuses what is no count") { test in
            let state: [UInt8] = [0x78]
            test.expect(!restores(state, version: 1), "a refusal of text")
            test.expect(!restores([0x31], version: 2), "a refusal of another version")
            test.expect(restores([0x31], version: 1), "a count")
        }
    }

    private static func handsOver(_ old: TestApp, to new: TestApp, at stage: Handover) -> Bool {
        do throws(PluginFailure) {
            try old.handOver(to: new, at: stage)
            return true
        } catch {
            return false
        }
    }

    private static func restores(_ state: [UInt8], version: UInt32) -> Bool {
        do throws(PluginFailure) {
            try Counter().restore(Bytes(state.span), version: version, at: .publish)
            return true
        } catch {
            return false
        }
    }
}
