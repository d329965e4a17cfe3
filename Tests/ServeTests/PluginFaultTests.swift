import Glibc
import Testing

/// Plugins that misbehave: each is answered for, none disturbs another, and no code is unmapped
/// under a thread.
struct PluginFaultTests {
    @Test func aCreateThatFailsRejectsThePluginAndTheRunningOneStays() throws {
        try withServer(["app": .hello(1)]) { server in
            try server.plugins.install(FixturePlugin("create-fails.c"), as: "app")
            #expect(try server.events.next("app_log").message == "no database")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains("create returned -3") == true)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")

            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            try server.events.next("app_unloaded", app: "app")
            #expect(try server.images().map(\.generation) == [3])
        }
    }

    @Test func aCreateThatHangsIsGivenUpAndStopsNobody() throws {
        try withServer(["other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try server.plugins.install(FixturePlugin("create-hangs.c"), as: "app")
            try server.events.next("app_log", app: "app")

            try server.plugins.install(.hello(2), as: "other")
            try server.events.next("app_swapped", app: "other")
            try server.plugins.install(.hello(3), as: "third")
            try server.events.next("app_loaded", app: "third")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason == "create did not return in 10000 ms")
            try server.events.next("app_parked", app: "app")
            #expect(try server.images().map(\.app) == ["app", "other", "third"])

            gate.open()
            #expect(try server.events.next("app_unloaded", app: "app").unmapped == true)
            #expect(try server.images().map(\.app) == ["other", "third"])
        }
    }

    @Test func aLeakedThreadKeepsItsImageUntilItEnds() throws {
        try withServer(["other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try server.plugins.install(FixturePlugin("leaked-thread.c"), as: "app")
            try server.events.next("app_loaded", app: "app")

            try server.plugins.remove("app")
            let parked = try server.events.next("app_parked", app: "app")
            #expect(parked.reason == "1 threads that the plugin started still run")
            #expect(try server.images().map(\.app) == ["app", "other"])
            gate.open()
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            #expect(try server.images().map(\.app) == ["other"])
        }
    }

    @Test func aThreadThatAPluginLeftBehindDoesNotHoldUpTheEndOfTheProcess() throws {
        try withServer(["other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try server.plugins.install(FixturePlugin("leaked-thread.c"), as: "app")
            try server.events.next("app_loaded", app: "app")

            #expect(try server.terminate() == 0)
            try server.events.readToEnd()
            #expect(server.events.count("shutdown_timeout_reached") == 0)
        }
    }

    @Test func threadLocalObjectsLeaveWithTheLanesThatHeldThem() throws {
        let plugin = FixturePlugin("thread-local.cc")
        try withServer(["app": plugin]) { server in
            #expect(try server.events.next("app_loaded").execution == "lane")
            for _ in 1...100 {
                #expect(try server.get("app").text == "xxx")
                try server.plugins.install(plugin, as: "app")
                let swapped = try server.events.next("app_swapped", app: "app")
                try server.events.next("app_unloaded") {
                    $0.unmapped == true && $0.generation == swapped.fromGeneration
                }
            }
            #expect(try server.images().map(\.generation) == [101])
        }
    }

    @Test(arguments: [(FixturePlugin.embeddedSwift, "embedded swift"), (.fullSwift, "full swift")])
    func aSwiftPluginLeavesWithItsRuntime(plugin: FixturePlugin, text: String) throws {
        try withServer(["app": plugin]) { server in
            for _ in 1...100 {
                #expect(try server.get("app").text == text)
                try server.plugins.install(plugin, as: "app")
                let swapped = try server.events.next("app_swapped", app: "app")
                try server.events.next("app_unloaded") {
                    $0.unmapped == true && $0.generation == swapped.fromGeneration
                }
            }
            #expect(try server.images().map(\.generation) == [101])
        }
    }

    @Test func theDestructorOfAPthreadKeyRunsBeforeTheImageLeaves() throws {
        try withServer(["app": FixturePlugin("pthread-key.c"), "other": .hello(1)]) { server in
            #expect(try server.get("app").text == "ok")
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            let names = server.events.names(of: "app")
            #expect(names.contains("app_log"))
            #expect(names.last == "app_unloaded")
        }
    }

    @Test func anImageThatCannotLeaveIsPinnedWithTheReason() throws {
        let plugin = FixturePlugin("gnu-unique.c", isLinkedLoosely: true)
        try withServer(["app": plugin, "other": .hello(1)]) { server in
            try server.plugins.install(.hello(2), as: "app")
            let pinned = try server.events.next("app_pinned", app: "app")
            #expect(pinned.unmapped == false)
            #expect(pinned.reason?.contains("UNIQUE") == true)
            #expect(try server.get("app").text == "v2")
            #expect(try server.images().map(\.app) == ["app", "app", "other"])
        }
    }

    @Test func anInstalledSignalHandlerPinsItsImage() throws {
        try withServer(["app": FixturePlugin("signal-handler.c"), "other": .hello(1)]) { server in
            try server.plugins.remove("app")
            let pinned = try server.events.next("app_pinned", app: "app")
            #expect(pinned.reason == "its handler of signal \(SIGUSR1) is still installed")
            server.process.signal(SIGUSR1)
            #expect(try server.get("other").text == "v1")
        }
    }

    @Test func aHandlerThatHoldsItsLaneHoldsUpNoOtherApp() throws {
        try withServer(["app": .held, "other": .held], "--threads", "1") { server in
            let gate = try server.directory.gate()
            let clients = try (0..<8).map { _ in try server.connect() }
            for client in clients { try client.request("GET", "/?\(gate.path)", host: "app") }
            try server.events.next("app_log", app: "app")
            #expect(try server.get("other").text == "let go")
            gate.open()
            for client in clients { #expect(try client.receive().text == "let go") }
        }
    }
}
