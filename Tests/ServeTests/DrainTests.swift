import Testing

/// Removing an app: what is in flight completes, what comes is told to come back, and then the
/// app is gone.
struct DrainTests {
    @Test func aRemovedAppFinishesWhatItBeganAndRefusesTheRest() throws {
        try withServer(["app": .held, "other": .hello(1), "third": .hello(1)]) { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")

            try server.plugins.remove("app")
            let start = try server.events.next("app_drain_start", app: "app")
            #expect(start.active == 1)
            let refusal = try server.get("app")
            #expect(refusal.status == 503)
            #expect(refusal["Retry-After"] == "30")
            #expect(refusal["Content-Type"] == "application/json")
            #expect(refusal.text == #"{"error":"Service draining","retry_after_s":30}"#)
            #expect(try server.get("other").text == "v1")

            gate.open()
            let last = try inFlight.receive()
            #expect(last.status == 200)
            #expect(last.text == "let go")
            #expect(try server.events.next("app_drained", app: "app").refused == 1)
            #expect(try server.events.next("app_unloaded", app: "app").unmapped == true)
            try server.events.next("app_removed", app: "app")
            #expect(try server.get("app").status == 404)
            #expect(try server.images().map(\.app) == ["other", "third"])
        }
    }

    @Test func theEventsOfARemovalComeInTheirOrder() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            try server.plugins.remove("app")
            try server.events.next("app_removed", app: "app")
            #expect(
                server.events.names(of: "app") == [
                    "app_loaded", "app_drain_start", "app_drained", "app_unloaded", "app_removed",
                ])
        }
    }

    @Test func aHandlerPastTheDeadlineIsCutAndItsImageStaysUntilItReturns() throws {
        let plugins = ["app": FixturePlugin.held, "other": .hello(1), "third": .hello(1)]
        try withServer(plugins, "--drain-timeout", "1") { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            let load = try LoadGenerator(port: server.port, connections: 4, host: "other")

            try server.plugins.remove("app")
            let timeout = try server.events.next("app_drain_timeout", app: "app")
            #expect(timeout.active == 1)
            try server.events.next("app_parked", app: "app")
            try server.events.next("app_removed", app: "app")
            let cut = try inFlight.receive()
            #expect(cut.status == 503)
            #expect(cut["Connection"] == "close")
            try inFlight.receiveEnd()
            #expect(try server.get("app").status == 404)
            #expect(try server.images().map(\.app) == ["app", "other", "third"])

            try load.awaitResponses(8)
            gate.open()
            #expect(try server.events.next("app_unloaded", app: "app").unmapped == true)
            #expect(try server.images().map(\.app) == ["other", "third"])
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Array(report.responses.keys) == ["200 v1"])
        }
    }

    @Test func anAppDroppedAgainWhileItDrainsServesAtOnce() throws {
        try withServer(["app": .held, "other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            try server.plugins.remove("app")
            try server.events.next("app_drain_start", app: "app")

            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_loaded", app: "app") { $0.generation == 3 }
            #expect(try server.get("app").text == "v2")
            gate.open()
            #expect(try inFlight.receive().text == "let go")
            try server.events.next("app_unloaded", app: "app") { $0.generation != 3 }
            #expect(try server.get("app").text == "v2")
        }
    }

    @Test func appsThatGoTogetherDrainTogether() throws {
        try withServer(["one": .held, "two": .held, "other": .hello(1)]) { server in
            let gates = try ["one", "two"].map { try server.directory.gate($0) }
            let clients = try ["one", "two"].map { app in
                let client = try server.connect()
                try client.request("GET", "/?\(server.directory.file(app))", host: app)
                try server.events.next("app_log", app: app)
                return client
            }
            try server.plugins.remove("one")
            try server.plugins.remove("two")
            try server.events.next("app_drain_start", app: "one")
            try server.events.next("app_drain_start", app: "two")

            // In the order that a drain one after the other could not take.
            for (place, app) in ["one", "two"].enumerated().reversed() {
                gates[place].open()
                #expect(try clients[place].receive().text == "let go")
                try server.events.next("app_unloaded", app: app)
            }
        }
    }

    @Test func aClientThatLeavesGivesItsLeaseBack() throws {
        try withServer(["app": .echo, "other": .hello(1)]) { server in
            var client: HTTPConnection? = try server.connect()
            try client?.send("POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 9\r\n")
            try client?.send("Expect: 100-continue\r\n\r\n")
            #expect(try client?.receive().status == 100)
            try server.plugins.remove("app")
            #expect(try server.events.next("app_drain_start", app: "app").active == 1)

            client = nil
            try server.events.next("app_unloaded", app: "app")
        }
    }

    @Test func theBodyOfARefusedRequestIsReadSoThatTheConnectionGoesOn() throws {
        try withServer(["app": .held, "other": .echo]) { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            try server.plugins.remove("app")
            try server.events.next("app_drain_start", app: "app")

            let client = try server.connect()
            #expect(try client.answer("POST", host: "app", body: "lost").status == 503)
            #expect(try client.answer("POST", host: "other", body: "kept").text == "kept")
            gate.open()
            _ = try inFlight.receive()
        }
    }
}
