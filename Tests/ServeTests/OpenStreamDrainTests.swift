import Glibc
import Testing

/// Drains with a stream under way (DESIGN: remove, replace, deadline, process): it is told, goes on
/// until it ends or the deadline comes, and holds its lease.
@Suite(.serialized) struct OpenStreamDrainTests {
    @Test func aRemovedAppsStreamGoesOnUntilItEndsItself() throws {
        try withStream { server, client, gate in
            try server.plugins.remove("app")
            #expect(try server.events.next("app_drain_start", app: "app").active == 1)
            #expect(try client.receiveChunk() == "draining\n")
            #expect(try server.get("app").status == 503)
            gate.open()
            #expect(try client.receiveChunk() == "end\n")
            #expect(try client.receiveChunk() == nil)
            try server.events.next("app_drained", app: "app")
            #expect(try server.events.next("app_unloaded", app: "app").unmapped == true)
            try server.events.next("app_removed", app: "app")
            #expect(try client.answer(host: "app").status == 404)
        }
    }

    @Test func aStreamIsCutAtTheDeadlineAndToldSo() throws {
        try withStream(hasGate: false, "--drain-timeout", "1") { server, client, _ in
            try server.plugins.remove("app")
            #expect(try client.receiveChunk() == "draining\n")
            #expect(try server.events.next("app_drain_timeout", app: "app").active == 1)
            // Without its last chunk: the client can tell.
            try client.receiveEnd()
            try server.events.next("app_log", app: "app") { $0.message == "cancelled 3" }
            try server.events.next("app_unloaded", app: "app")
            #expect(try server.get("app").status == 404)
        }
    }

    @Test func aReplacedAppsStreamGoesOnInTheOldCopyWhileTheNewOneServes() throws {
        try withStream { server, client, gate in
            try server.plugins.install(Self.stream(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try client.receiveChunk() == "draining\n")
            for _ in 1...3 { #expect(try server.get("app", "/version").text == "v2") }
            #expect(try server.images().map(\.app) == ["app", "app", "other", "third"])
            gate.open()
            #expect(try client.receiveChunk() == "end\n")
            #expect(try client.receiveChunk() == nil)
            try server.events.next("app_unloaded", app: "app")
            // The same connection goes on with the new copy.
            #expect(try client.answer("GET", "/version", host: "app").text == "v2")
        }
    }

    @Test func theEndOfTheProcessWaitsForAStream() throws {
        try withStream { server, client, gate in
            server.process.signal(SIGTERM)
            #expect(try client.receiveChunk() == "draining\n")
            gate.open()
            #expect(try client.receiveChunk() == "end\n")
            #expect(try client.receiveChunk() == nil)
            try client.receiveEnd()
            #expect(try server.waitForEnd() == 0)
            try server.events.next("shutdown_drained")
        }
    }

    @Test func theEndOfTheProcessCutsAStreamAtTheTimeout() throws {
        try withStream(hasGate: false, "--drain-timeout", "1") { server, client, _ in
            server.process.signal(SIGTERM)
            #expect(try client.receiveChunk() == "draining\n")
            try client.receiveEnd()
            #expect(try server.waitForEnd() == 3)
            #expect(try server.events.next("shutdown_timeout_reached").active == 1)
        }
    }

    @Test func aClientThatLeavesItsStreamGivesTheLeaseBack() throws {
        try withServer(["app": Self.stream(1), "other": .hello(1)]) { server in
            do {
                let client = try server.connect()
                try client.request("GET", "/", host: "app")
                #expect(try client.receiveHead().status == 200)
            }
            try server.events.next("app_log", app: "app") { $0.message == "cancelled 1" }
            try server.plugins.remove("app")
            #expect(try server.events.next("app_drain_start", app: "app").active == 0)
            try server.events.next("app_unloaded", app: "app")
        }
    }

    private static func stream(_ version: Int) -> FixturePlugin {
        FixturePlugin("stream.c", defines: ["VERSION=\(version)"])
    }

    /// A server on which a stream of `app` is open, and has been read up to now.
    /// - Parameter hasGate: whether the stream ends itself in a drain, when the gate opens.
    private func withStream(
        hasGate: Bool = true, _ arguments: String...,
        body: (ServerProcess, HTTPConnection, Gate) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        // Three, for a lone app would answer to every host when this one has left.
        let plugins = [
            "app": Self.stream(1), "other": FixturePlugin.hello(1), "third": .hello(1),
        ]
        try withServer(in: directory, directory.deploy(plugins) + arguments) { server in
            let gate = try directory.gate()
            let client = try server.connect()
            try client.request("GET", hasGate ? "/?\(gate.path)" : "/", host: "app")
            let head = try client.receiveHead()
            #expect(head.status == 200)
            #expect(head["Transfer-Encoding"] == "chunked")
            #expect(try client.receiveChunk() == "open\n")
            try body(server, client, gate)
        }
    }
}
