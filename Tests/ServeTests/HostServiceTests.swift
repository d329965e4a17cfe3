import Testing

/// Timers, the store, metrics and requests to other servers, in the real process: what an app keeps
/// outlives its generations, what a generation has started does not.
struct HostServiceTests {
    private static let services = FixturePlugin("services.c")
    private static let next = FixturePlugin("services.c", defines: ["NEXT"])

    /// What the app `upstream` answers, through the app `app`.
    private func fetch(
        _ server: ServerProcess, from upstream: String, _ query: String = ""
    ) throws -> String {
        let url = "http://127.0.0.1:\(server.port)/?\(query)"
        return try server.get("app", "/fetch/\(upstream)?\(url)").text
    }

    private func swap(_ server: ServerProcess, to plugin: FixturePlugin) throws {
        try server.plugins.install(plugin, as: "app")
        try server.events.next("app_swapped", app: "app")
    }

    @Test func whatTheStoreKeepsOutlivesASwap() throws {
        try withServer(["app": Self.services, "other": Self.services]) { server in
            #expect(try server.get("app", "/count").text == "1")
            try swap(server, to: Self.next)
            #expect(try server.get("app", "/count").text == "2")
            #expect(try server.get("other", "/count").text == "1")
            try server.events.next("app_unloaded", app: "app")

            try server.plugins.remove("app")
            try server.events.next("app_removed", app: "app")
            try server.plugins.install(Self.services, as: "app")
            try server.events.next("app_loaded", app: "app") { $0.generation == 4 }
            #expect(try server.get("app", "/count").text == "1")
        }
    }

    @Test func timersRunOnLanesAndHoldNoSwapUp() throws {
        try withServer(["app": Self.services]) { server in
            #expect(try server.get("app", "/later").text == "started")
            try server.events.next("app_log", app: "app") { $0.message == "later" }
            #expect(try server.get("app", "/never").text == "started")
            try swap(server, to: Self.next)
            let unloaded = try server.events.next("app_unloaded", app: "app")
            #expect(unloaded.generation == 1 && unloaded.unmapped == true)
        }
    }

    @Test func requestsReachOtherServersAlsoAfterASwap() throws {
        try withServer(["app": Self.services, "upstream": .hello(7)]) { server in
            #expect(try fetch(server, from: "upstream") == "v7")
            try swap(server, to: Self.next)
            #expect(try fetch(server, from: "upstream") == "v7")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
        }
    }

    @Test func aRequestUnderWayIsCancelledByTheEndOfItsGeneration() throws {
        try withServer(["app": Self.services, "upstream": .held]) { server in
            let gate = try server.directory.gate()
            let url = "http://127.0.0.1:\(server.port)/?\(gate.path)"
            #expect(try server.get("app", "/ask/upstream?\(url)").text == "started")
            try server.events.next("app_log", app: "upstream")
            try swap(server, to: Self.next)
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            gate.open()
            #expect(!server.events.seen.contains { $0.message == "asked" })
        }
    }

    @Test func aRequestHasNoMoreTimeThanTheOneItIsMadeFor() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["app": Self.services, "upstream": .held])
        try directory.plugins.configure("app", #"{"timeout_ms": 200}"#)
        try withServer(in: directory, arguments) { server in
            let gate = try server.directory.gate()
            let url = "http://127.0.0.1:\(server.port)/?\(gate.path)"
            #expect(try server.get("app", "/fetch/upstream?\(url)").status == 504)
            // The lane is back before the upstream has answered.
            try swap(server, to: Self.next)
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            gate.open()
        }
    }
}
