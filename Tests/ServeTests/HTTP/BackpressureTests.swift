import Testing

/// A client that does not read is not read from, and costs no more memory than its share.
struct BackpressureTests {
    /// What the server may grow by, in KiB, for one client that takes nothing.
    static let growthKiBMax = 4_096

    @Test func aClientThatPipelinesWithoutReadingIsNotReadFrom() throws {
        try withServer(["echo": .echo], "--threads", "1") { server in
            let bystander = try server.connect()
            #expect(try bystander.answer(host: "echo").status == 200)
            let before = try server.facts.residentPeakKiB()

            let pipeline = try Pipeline(
                port: server.port, requestCount: 100_000, paddingBytes: 200)
            #expect(pipeline.sendUntilFull() > 0)
            #expect(try bystander.answer(host: "echo").status == 200)
            try pipeline.exchange(untilAnswered: pipeline.requestCount)

            #expect(try server.facts.residentPeakKiB() - before <= Self.growthKiBMax)
        }
    }

    @Test func aClientWhoseRequestRunsOnALaneIsNotReadFrom() throws {
        try withServer(["app": .held, "other": .hello(1)], "--threads", "1") { server in
            let before = try server.facts.residentPeakKiB()
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")

            let more = "GET / HTTP/1.1\r\nHost: other\r\n\r\n"
            let unsentBytes = client.sendUntilFull(
                Array(String(repeating: more, count: 600_000).utf8))
            #expect(unsentBytes > 0)
            #expect(try server.get("other").text == "v1")
            #expect(try server.facts.residentPeakKiB() - before <= Self.growthKiBMax)
            client.resetWhenClosed()
            gate.open()
        }
    }

    @Test func responsesWaitForTheirReaderOneAtATime() throws {
        try withServer(["large": .large], "--threads", "1") { server in
            let bystander = try server.connect()
            #expect(try bystander.answer(host: "large").status == 200)
            let before = try server.facts.residentPeakKiB()

            let numbers = 0..<300
            let client = try HTTPConnection(port: server.port, bufferBytes: 64 << 10)
            try client.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: large\r\n\r\n" }.joined())
            #expect(client.hasAnswer())
            #expect(try bystander.answer(host: "large").status == 200)
            for number in numbers {
                let response = try client.receive()
                #expect(response["Echo-Path"] == "/\(number)")
                #expect(response.body.count == 128 << 10)
            }

            #expect(try server.facts.residentPeakKiB() - before <= Self.growthKiBMax)
        }
    }
}
