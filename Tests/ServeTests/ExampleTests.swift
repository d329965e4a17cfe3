import Testing

/// The examples that wait and stream, as their READMEs say.
struct ExampleTests {
    @Test func whoWaitsForAMessageGetsItFromWhoeverPostsIt() throws {
        try withExample(.chat) { server in
            let waiting = try (0..<8).map { _ in try server.connect() }
            for client in waiting { try client.request("GET", "/messages?after=0", host: "app") }
            let posted = try server.connect().answer("POST", "/messages", host: "app", body: "Hi")
            #expect(posted.text == "1\n")
            for client in waiting { #expect(try client.receive().text == "1 Hi\n") }
            // The connections go on.
            try waiting[0].request("GET", "/messages?after=1", host: "app")
            #expect(
                try waiting[1].answer("POST", "/messages", host: "app", body: "Ho").text == "2\n")
            #expect(try waiting[0].receive().text == "2 Ho\n")
        }
    }

    @Test func whoWaitsInASwapIsSentToTheNewCopy() throws {
        try withExample(.chat) { server in
            let client = try server.connect()
            try client.request("GET", "/messages", host: "app")
            // The one loop has taken up that request when it answers this one.
            #expect(try server.get("app").status == 404)
            try server.plugins.install(.chat, as: "app")
            #expect(try client.receive().status == 204)
            try server.events.next("app_unloaded", app: "app")
            try client.request("GET", "/messages", host: "app")
            _ = try server.connect().answer("POST", "/messages", host: "app", body: "Hi")
            #expect(try client.receive().text == "1 Hi\n")
        }
    }

    @Test func whoWaitsTooLongGets504AndMayAskAgain() throws {
        try withExample(.chat, #"{"timeout_ms": 200}"#) { server in
            let client = try server.connect()
            for _ in 1...3 {
                #expect(try client.answer("GET", "/messages", host: "app").status == 504)
            }
            #expect(
                try client.answer("POST", "/messages", host: "app", body: "Hi").text == "1\n")
            try server.plugins.remove("app")
            #expect(try server.events.next("app_drain_start", app: "app").active == 0)
            try server.events.next("app_unloaded", app: "app")
        }
    }

    @Test func theClockTellsEverybodyAndSaysGoodbyeInASwap() throws {
        try withExample(.clock) { server in
            let listening = try (0..<3).map { _ in try server.connect() }
            for client in listening {
                try client.request("GET", "/", host: "app")
                #expect(try client.receiveHead()["Content-Type"] == "text/event-stream")
                #expect(try client.receiveChunk() == "retry: 1000\n\n")
            }
            for client in listening {
                let event = try #require(try client.receiveChunk())
                #expect(
                    event.wholeMatch(
                        of: /event: time\ndata: \d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n\n/) != nil)
            }
            try server.plugins.install(.clock, as: "app")
            for client in listening {
                while try client.receiveChunk() != nil {}
                try client.request("GET", "/", host: "app")
                #expect(try client.receiveHead().status == 200)
            }
            try server.events.next("app_unloaded", app: "app")
        }
    }

    private func withExample(
        _ plugin: ExamplePlugin, _ settings: String = "{}", body: (ServerProcess) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        try directory.plugins.configure("app", settings)
        try directory.plugins.install(plugin, as: "app")
        try directory.plugins.install(.hello(1), as: "other")
        try withServer(in: directory, [directory.plugins.path, "--threads", "1"], body: body)
    }
}
