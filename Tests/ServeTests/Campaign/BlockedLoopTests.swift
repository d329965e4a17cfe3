import Testing

/// Handlers that hold their thread up for too long, and come back in the end.
struct BlockedLoopTests {
    @Test func anInlineAppThatBlocksThreeTimesMovesToLanesAndAnswersOn() throws {
        try withServer([:], "--threads", "1") { server in
            try server.plugins.configure("app", #"{"timeout_ms": 0}"#)
            try server.plugins.install(FixturePlugin("hold-loop.c"), as: "app")
            #expect(try server.events.next("app_loaded", app: "app").execution == "inline")
            for time in 1...3 { try holdTheLoop(of: server, time) }
            try server.events.next("app_moved_to_lanes", app: "app")

            // On a lane it holds up nobody, on the one event loop that there is.
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            #expect(try server.get("app").text == "let go")
            gate.open()
            #expect(try client.receive().text == "let go")
        }
    }

    private func holdTheLoop(of server: ServerProcess, _ time: Int) throws {
        let gate = try server.directory.gate("gate-\(time)")
        let client = try server.connect()
        try client.request("GET", "/?\(gate.path)", host: "app")
        try server.events.next("app_log", app: "app")
        let blocked = try server.events.next("app_blocked_loop", app: "app")
        #expect(blocked.level == "warning")
        #expect(blocked.count == 1)
        #expect(blocked.elapsedMs ?? 0 > 0)
        gate.open()
        #expect(try client.receive().text == "let go")
    }

    @Test func aLateAnswerOfALaneGoesToNobody() throws {
        try withServer { server in
            let gate = try server.directory.gate()
            try server.plugins.configure("app", #"{"timeout_ms": 200}"#)
            try server.plugins.install(.held, as: "app")
            try server.events.next("app_loaded", app: "app")
            let client = try server.connect()
            #expect(try client.answer("GET", "/?\(gate.path)", host: "app").status == 504)
            #expect(try client.answer(host: "app").text == "let go")

            gate.open()
            try server.plugins.remove("app")
            // Not before the handler has returned, and its answer is where it goes.
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            try server.events.next("app_removed", app: "app")
            #expect(try client.answer(host: "app").status == 404)
        }
    }
}
