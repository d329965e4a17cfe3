import Glibc
import Testing

/// The end of the process: SIGTERM and SIGINT drain it, a second signal ends it.
struct ShutdownTests {
    @Test(arguments: [SIGTERM, SIGINT])
    func aRequestInFlightCompletesAndTheExitCodeIsZero(signal: Int32) throws {
        try withServer(["app": .held]) { server in
            let (client, gate) = try server.holdRequest()
            server.process.signal(signal)
            let graceful = try server.events.next("shutdown_graceful")
            #expect(graceful.timeoutMs == 30_000)
            #expect(graceful.signal == (signal == SIGTERM ? "SIGTERM" : "SIGINT"))

            gate.open()
            #expect(try client.receive().status == 200)
            try client.receiveEnd()
            #expect(try server.waitForEnd() == 0)
            try server.events.next("app_unloaded") { $0.unmapped == true }
            try server.events.next("shutdown_drained")
            try server.events.next("app_removed", app: "app")
            #expect(try server.events.next("server_stop").requests == 1)
        }
    }

    @Test func aRequestThatHangsIsCutAtTheTimeoutAndTheExitCodeIsThree() throws {
        try withServer(["app": .held], "--drain-timeout", "1") { server in
            let (client, _) = try server.holdRequest()
            server.process.signal(SIGTERM)
            #expect(try client.receive().status == 503)
            try client.receiveEnd()
            #expect(try server.waitForEnd() == 3)
            #expect(try server.events.next("shutdown_timeout_reached").active == 1)
            try server.events.next("server_stop")
        }
    }

    @Test func aHandlerThatNeverLeavesTheEventLoopDoesNotKeepTheProcess() throws {
        try withServer(["app": FixturePlugin("hold-loop.c")], "--drain-timeout", "1") { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log")
            #expect(try server.terminate() == 3)
        }
    }

    @Test(arguments: [SIGTERM, SIGINT])
    func aSecondSignalEndsTheProcessAtOnce(signal: Int32) throws {
        try withServer(["app": .held]) { server in
            let (client, _) = try server.holdRequest()
            server.process.signal(SIGTERM)
            try server.events.next("shutdown_graceful")
            server.process.signal(signal)
            #expect(try server.waitForEnd() == 128 + signal)
            _ = client
        }
    }

    @Test func idleConnectionsAreClosed() throws {
        try withServer(["app": .hello(1)]) { server in
            let clients = try (0..<8).map { _ in try server.connect() }
            for client in clients { #expect(try client.answer(host: "app").status == 200) }
            #expect(try server.terminate() == 0)
            for client in clients { try client.receiveEnd() }
        }
    }

    @Test func aConnectionThatNeverSaidAnythingIsClosed() throws {
        try withServer(["app": .hello(1)]) { server in
            let client = try server.connect()
            #expect(try server.get("app").status == 200)
            #expect(try server.terminate() == 0)
            try client.receiveEnd()
        }
    }

    @Test func aRequestOnAKeptConnectionIsRefusedAndItsConnectionClosed() throws {
        // One loop, so that the close of the idle connection says that the loop drains.
        try withServer(["app": .held, "other": .hello(1)], "--threads", "1") { server in
            let (inFlight, gate) = try server.holdRequest()
            let idle = try server.connect()
            #expect(try idle.answer(host: "other").status == 200)
            let late = try server.connect()
            try late.send("GET / HTTP/1.1\r\nHost: other\r\n\r\nGET / HTTP/1.1\r\nHost: ot")
            #expect(try late.receive().status == 200)

            server.process.signal(SIGTERM)
            try idle.receiveEnd()
            try late.send("her\r\n\r\n")
            let refusal = try late.receive()
            #expect(refusal.status == 503)
            #expect(refusal["Connection"] == "close")
            #expect(refusal["Retry-After"] == "30")
            try late.receiveEnd()
            gate.open()
            let last = try inFlight.receive()
            #expect(last.status == 200)
            #expect(last["Connection"] == "close")
            #expect(try server.waitForEnd() == 0)
        }
    }

    @Test func noConnectionIsAcceptedOnceItDrains() throws {
        try withServer(["app": .held]) { server in
            let (client, gate) = try server.holdRequest()
            server.process.signal(SIGTERM)
            try server.events.next("app_drain_start")
            #expect(throws: TestFailure.self) {
                // Refused, or cut off from a backlog that nobody takes from any more.
                let late = try server.connect()
                try late.request(host: "app")
                _ = try late.receive()
            }
            gate.open()
            #expect(try client.receive().status == 200)
            #expect(try server.waitForEnd() == 0)
        }
    }

    @Test func everyAppDrainsAtOnce() throws {
        let apps = ["one", "two", "three"]
        let plugins = Dictionary(uniqueKeysWithValues: apps.map { ($0, FixturePlugin.held) })
        try withServer(plugins) { server in
            #expect(try server.terminate() == 0)
            for app in apps {
                try server.events.next("app_drain_start", app: app)
                try server.events.next("app_unloaded", app: app) { $0.unmapped == true }
            }
        }
    }

    @Test func aPluginThatTakesTheSignalsDoesNotStopTheEnd() throws {
        try withServer(["app": FixturePlugin("takes-sigterm.c")]) { server in
            #expect(try server.get("app").status == 200)
            #expect(try server.terminate() == 0)
            try server.events.next("app_pinned", app: "app")
        }
    }

    @Test func theStateDirectoryIsLeftEmpty() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "app")
        try withServer(in: directory, [directory.plugins.path]) { server throws in
            #expect(try server.terminate() == 0)
        }
        #expect(try directory.names(in: "state").isEmpty)
    }

    @Test func whatAKilledServerLeftBehindIsRemovedByTheNext() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "app")
        try withServer(in: directory, [directory.plugins.path]) { $0.process.kill() }
        #expect(try processNames(directory).count == 1)
        try withServer(in: directory, [directory.plugins.path]) { server throws in
            let names = try processNames(directory)
            #expect(names.count == 1)
            #expect(names.allSatisfy { $0.hasPrefix("run-\(server.process.pid)-") })
        }
    }

    /// What is there of processes, beside the control socket.
    private func processNames(_ directory: TestDirectory) throws -> [String] {
        try directory.names(in: "state").filter { $0 != "control.sock" }
    }
}
