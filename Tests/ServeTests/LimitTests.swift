import Testing

/// `limits` of nano.json, from the file to the client.
struct LimitTests {
    @Test func connectionsOverTheTotalAreResetAndTheOthersServeOn() throws {
        try withLimits(#"{"max_connections": 4}"#) { server throws in
            let clients = try Self.fill(server, count: 4)
            try server.connect().receiveReset()
            let refused = try server.events.next("connections_refused")
            #expect(refused.reason == "max_connections")
            #expect(refused.count == 1)
            #expect(refused.client == nil)
            for client in clients { #expect(try client.answer(host: "app").status == 200) }
            #expect(try server.terminate() == 0)
            #expect(try server.events.next("server_stop").refusedConnections == 1)
        }
    }

    @Test func oneClientsConnectionsAreCountedAndItIsNamed() throws {
        try withLimits(#"{"max_connections_per_address": 4}"#) { server throws in
            let clients = try Self.fill(server, count: 4)
            try server.connect().receiveReset()
            let refused = try server.events.next("connections_refused")
            #expect(refused.reason == "max_connections_per_address")
            #expect(refused.client == "127.0.0.1")
            for client in clients { #expect(try client.answer(host: "app").status == 200) }
        }
    }

    @Test func aConnectionThatEndsMakesRoomForAnother() throws {
        try withLimits(#"{"max_connections": 1}"#) { server throws in
            for _ in 0..<20 {
                // The loop may accept this one before it meets the end of the last one, which came
                // first; by the time it has refused it, it has met it.
                if let response = try? server.get("app") {
                    #expect(response.status == 200)
                } else {
                    #expect(try server.get("app").status == 200)
                }
            }
        }
    }

    @Test func sizesOfAHeadAreTheFiles() throws {
        try withLimits(
            #"{"max_request_line_bytes": 64, "max_field_section_bytes": 256, "max_fields": 8}"#
        ) { server throws in
            let long = String(repeating: "x", count: 300)
            #expect(try server.get("app", "/" + long.prefix(50)).status == 200)
            #expect(try server.get("app", "/" + long.prefix(51)).status == 414)
            let fields = { (lines: [String]) throws in
                try server.connect().answer(host: "app", fields: lines).status
            }
            #expect(try fields(["A: \(long)"]) == 431)
            #expect(try fields(Array(repeating: "A: b", count: 7)) == 200)
            #expect(try fields(Array(repeating: "A: b", count: 8)) == 431)
        }
    }

    @Test func newLimitsHoldForTheNextRequestOfAConnection() throws {
        try withLimits(#"{"max_fields": 8}"#) { server throws in
            let client = try server.connect()
            let fields = Array(repeating: "A: b", count: 99)
            #expect(try client.answer(host: "app").status == 200)
            try server.directory.write(Self.file(#"{"max_fields": 100}"#), to: "nano.json")
            try server.events.next("config_reload_complete")
            // The one loop has taken up what was sent to it before this request.
            #expect(try server.get("app").status == 200)
            #expect(try client.answer(host: "app", fields: fields).status == 200)
        }
    }

    /// Connections that have all been accepted: each has had an answer.
    private static func fill(_ server: ServerProcess, count: Int) throws -> [HTTPConnection] {
        try (0..<count).map { _ in
            let client = try server.connect()
            #expect(try client.answer(host: "app").status == 200)
            return client
        }
    }

    private static func file(_ limits: String) -> String {
        #"{"limits": \#(limits)}"#
    }

    private func withLimits(_ limits: String, body: (ServerProcess) throws -> Void) throws {
        try withServer(["app": .hello(1)], limits: limits, "--threads", "1", body: body)
    }
}
