import Testing

/// The bounds of an app: each is reached, refuses with its name, and lets go again; other apps do
/// not notice.
struct AppLimitTests {
    /// Serves `app`, which holds requests, and `other`, on one event loop: what is sent after an
    /// answer comes after all that the loop did before it.
    private func withApp(_ settings: String, body: (ServerProcess, Gate) throws -> Void) throws {
        let directory = try TestDirectory()
        try directory.plugins.configure("app", settings)
        let arguments = try directory.deploy(["app": .held, "other": .hello(1)])
        try withServer(in: directory, arguments + ["--threads", "1"]) { server in
            try body(server, try directory.gate())
        }
    }

    /// Requests that are in the handler.
    private func hold(_ count: Int, _ server: ServerProcess, _ gate: Gate) throws
        -> [HTTPConnection]
    {
        try (0..<count).map { _ in
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            return client
        }
    }

    private func expectRefusal(_ response: HTTPResponse, by limit: String, _ error: String) {
        #expect(response.status == 503)
        #expect(response["Retry-After"] == "1")
        #expect(
            response.text == #"{"error":"\#(error)","limit":"\#(limit)","retry_after_s":1}"#)
    }

    @Test func requestsBeyondMaxConcurrencyAreRefusedUntilOneHasEnded() throws {
        try withApp(#"{"max_concurrency": 2}"#) { server, gate in
            let held = try hold(2, server, gate)
            let third = try server.connect()
            expectRefusal(
                try third.answer(host: "app"), by: "max_concurrency", "Too many requests at a time")
            #expect(try server.get("other").text == "v1")
            gate.open()
            for client in held { #expect(try client.receive().text == "let go") }
            #expect(try third.answer(host: "app").status == 200)
        }
    }

    @Test func aRequestWhoseClientLeavesLetsGoAsWell() throws {
        try withApp(#"{"max_concurrency": 1}"#) { server, gate in
            for _ in 0..<5 {
                let client = try server.connect()
                try client.send("POST / HTTP/1.1\r\nHost: app\r\nContent-Length: 5\r\n\r\n12")
                expectRefusal(
                    try server.get("app"), by: "max_concurrency", "Too many requests at a time")
                client.endSending()
                try client.receiveEnd()
            }
            #expect(try server.get("app").status == 200)
        }
    }

    @Test func requestsBeyondTheQueueAreRefused() throws {
        try withApp(#"{"threads": 1, "queue_max": 1}"#) { server, gate in
            let held = try hold(1, server, gate)
            let waiting = try server.connect()
            try waiting.request("GET", "/", host: "app")
            expectRefusal(try server.get("app"), by: "queue_max", "Too many requests wait")
            #expect(try server.get("other").text == "v1")
            gate.open()
            #expect(try held[0].receive().text == "let go")
            #expect(try waiting.receive().text == "let go")
            #expect(try server.get("app").status == 200)
        }
    }

    /// Of twenty requests sent at once the first is answered, and not all can be: that would take
    /// the server 19 s.
    @Test func requestsBeyondTheRateAreRefusedUntilItsTimeHasCome() throws {
        try withApp(#"{"max_requests_per_s": 1}"#) { server, _ in
            let client = try server.connect()
            let request = "GET / HTTP/1.1\r\nHost: app\r\n\r\n"
            try client.send(String(repeating: request, count: 20))
            let responses = try (0..<20).map { _ in try client.receive() }
            #expect(responses[0].status == 200)
            let refused = try #require(responses.first { $0.status != 200 })
            expectRefusal(refused, by: "max_requests_per_s", "Too many requests a second")
            #expect(try server.get("other").text == "v1")
            let patience = Patience()
            while try client.answer(host: "app").status != 200 {
                try patience.expectTime(for: "a request that is let in")
            }
        }
    }

    @Test(arguments: [#"{}"#, #"{"max_concurrency": 3}"#])
    func aLowerLimitKnowsWhatTheOldGenerationHasUnderWay(before: String) throws {
        try withApp(before) { server, gate in
            let held = try hold(2, server, gate)
            try server.plugins.configure("app", #"{"max_concurrency": 2}"#)
            try server.events.next("app_swapped", app: "app")
            expectRefusal(
                try server.get("app"), by: "max_concurrency", "Too many requests at a time")
            gate.open()
            for client in held { #expect(try client.receive().text == "let go") }
            #expect(try server.get("app").status == 200)
        }
    }

    @Test func theDefaultsBoundEveryAppThatSaysNothing() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["app": .held, "other": .hello(1)])
        try directory.plugins.configure("app", #"{"max_requests_per_s": 0}"#)
        try directory.write(#"{"defaults": {"max_requests_per_s": 1}}"#, to: "nano.json")
        let all = arguments + ["--config", directory.file("nano.json")]
        try withServer(in: directory, all) { server in
            let own = try (0..<20).map { _ in try server.get("app").status }
            #expect(Set(own) == [200])
            let others = try (0..<20).map { _ in try server.get("other").status }
            #expect(Set(others) == [200, 503])
        }
    }
}
