import Testing

/// A `create` or a `destroy` that goes wrong: no bad copy is ever published, and what cannot be
/// ended is kept.
@Suite(.serialized) struct OwnerCallFaultTests {
    private static func faulty(in call: String) -> FixturePlugin {
        FixturePlugin("faults-in-owner-calls.c", defines: ["WHERE=\(call)"])
    }

    @Test func aFaultInCreateRejectsThePluginAndTheRunningOneStays() throws {
        try Bystander.watches(["app": PluginBuilder.bytes(of: .hello(1))]) { server in
            try server.plugins.install(Self.faulty(in: "IN_CREATE"), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains("SIGSEGV") == true)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")
        }
    }

    @Test func aFaultInDestroyPinsTheImageAndTheNextOneServes() throws {
        let faulty = try PluginBuilder.bytes(of: Self.faulty(in: "IN_DESTROY"))
        try Bystander.watches(["app": faulty]) { server in
            try server.plugins.install(.hello(2), as: "app")
            let pinned = try server.events.next("app_pinned", app: "app")
            #expect(pinned.reason?.contains("SIGSEGV") == true)
            #expect(try server.get("app").text == "v2")
        }
    }

    @Test func aCreateThatFailsHalfWayKeepsItsImageUntilItsThreadEnds() throws {
        try Bystander.watches(["app": PluginBuilder.bytes(of: .hello(1))]) { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try server.events.next("app_swapped", app: "app")
            try server.events.next("app_unloaded", app: "app")

            try server.plugins.install(FixturePlugin("half-created.c"), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains("create returned -5") == true)
            try server.events.next("app_parked", app: "app")
            #expect(try server.images().map(\.app) == ["app", "app", "bystander"])
            #expect(try server.get("app").text == "v1")
            gate.open()
            try server.events.next("app_unloaded", app: "app")
            #expect(try server.images().map(\.app) == ["app", "bystander"])
        }
    }

    @Test func aCreateThatHangsIsGivenUpWhileOthersAnswer() throws {
        try Bystander.watches([:]) { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try server.plugins.install(FixturePlugin("create-hangs.c"), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason == "create did not return in 10000 ms")
            gate.open()
            try server.events.next("app_unloaded", app: "app")
        }
    }
}
