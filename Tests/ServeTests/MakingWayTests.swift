import Testing

/// One generation makes way for the next: nothing that it knows is lost, and nothing that it holds
/// is in the way.
@Suite(.serialized)
struct MakingWayTests {
    @Test func aCounterKeepsItsCountOverTwentySwapsUnderLoad() throws {
        try withServer(["counter": .counter]) { server in
            let load = try LoadGenerator(port: server.port, connections: 16, host: "counter")
            for _ in 1...20 {
                try load.awaitResponses(64)
                try server.plugins.install(.counter, as: "counter")
                try server.events.next("app_swapped")
                try server.events.next("app_handed_over") { $0.stage == "drained" }
            }
            let report = try load.stop()

            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys) == ["200 counted"])
            #expect(try server.get("counter", "/count").text == "\(report.total)")
        }
    }

    @Test func aRestoreThatFailsKeepsWhatServesAndWhatItCounted() throws {
        try withServer(["counter": .counter]) { server in
            #expect(try server.get("counter").text == "counted")
            try server.plugins.install(.counterThatRestoresNothing, as: "counter")
            let rejection = try server.events.next("app_rejected")
            #expect(rejection.reason == "restore returned -2")
            #expect(rejection.serving == true)
            try server.events.next("app_unloaded") { $0.generation == 2 }
            #expect(try server.get("counter", "/count").text == "1")

            try server.plugins.install(.counter, as: "counter")
            try server.events.next("app_swapped")
            #expect(try server.get("counter", "/count").text == "1")
        }
    }

    @Test func whatIsExclusiveGoesOverInASwap() throws {
        try withServer(["app": .exclusive]) { server in
            for _ in 1...3 {
                try server.plugins.install(.exclusive, as: "app")
                try server.events.next("app_swapped")
                #expect(try server.get("app").text == "held")
            }
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    @Test func whatIsExclusiveIsTakenBackWhenTheNextGenerationFails() throws {
        try withServer(["app": .exclusive]) { server in
            try server.plugins.install(.exclusiveThatFails, as: "app")
            try server.events.next("app_rejected")
            try server.events.next("app_log") { $0.message == "resumed" }
            #expect(try server.get("app").text == "held")
        }
    }
}

extension FixturePlugin {
    fileprivate static let counter = FixturePlugin("counter.c")
    fileprivate static let counterThatRestoresNothing = FixturePlugin(
        "counter.c", defines: ["RESTORE_FAILS"])
    fileprivate static let exclusive = FixturePlugin("exclusive.c")
    fileprivate static let exclusiveThatFails = FixturePlugin(
        "exclusive.c", defines: ["CREATE_FAILS"])
}
