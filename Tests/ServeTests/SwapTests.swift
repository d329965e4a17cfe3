import Testing

/// Replacing the file of a running app: nobody waits, nobody fails, and the old image leaves.
@Suite(.serialized)
struct SwapTests {
    /// What the process may grow by in 100 swaps after the first 20, in KiB: 40 a swap. A leaked
    /// image or a leaked stack would be more.
    static let growthKiBMax = 4_096

    @Test func aHundredSwapsUnderLoadLoseNoRequestAndLeaveNothingBehind() throws {
        try withServer(["hello": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 64, host: "hello")
            try swap(server, times: 20, under: load)
            let before = try Footprint(server)
            try swap(server, times: 100, under: load)
            let after = try Footprint(server)
            let report = try load.stop()

            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys) == ["200 v1", "200 v2"])
            #expect(server.events.count("app_swapped") == 120)
            #expect(server.events.count("app_unloaded") == 120)
            #expect(after.descriptors == before.descriptors)
            #expect(after.threads == before.threads)
            #expect(after.residentKiB - before.residentKiB <= Self.growthKiBMax)
            #expect(try server.images().map(\.app) == ["hello"])
        }
    }

    @Test func overwritingInPlaceUnderLoadIsASwapToo() throws {
        try withServer(["hello": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 64, host: "hello")
            for round in 1...20 {
                try load.awaitResponses(64)
                try server.plugins.overwrite("hello", with: .hello(round % 2 + 1))
                try server.events.next("app_swapped", app: "hello")
                try server.events.next("app_unloaded") { $0.unmapped == true }
            }
            let report = try load.stop()

            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys) == ["200 v1", "200 v2"])
            #expect(try server.images().map(\.app) == ["hello"])
        }
    }

    @Test func aRequestInFlightIsAnsweredByTheGenerationThatTookIt() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let old = try server.connect()
            try old.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log")

            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            gate.open()
            #expect(try old.receive().text == "let go")
            #expect(try old.answer(host: "app").text == "v2")
            try server.events.next("app_unloaded") { $0.generation == 1 }
        }
    }

    @Test func pipelinedRequestsStayInOrderAcrossASwap() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.send(
                "GET /?\(gate.path) HTTP/1.1\r\nHost: app\r\n\r\n"
                    + "GET / HTTP/1.1\r\nHost: app\r\n\r\n")
            try server.events.next("app_log")
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            gate.open()

            #expect(try client.receive().text == "let go")
            #expect(try client.receive().text == "v2")
        }
    }

    @Test func theLastOfManyDropsServes() throws {
        try withServer(["hello": .hello(1)]) { server in
            let versions = try [1, 2].map { try PluginBuilder.bytes(of: .hello($0)) }
            for round in 0..<2_000 {
                try server.plugins.install(versions[round % 2], as: "hello")
            }
            try server.plugins.install(.hello(3), as: "hello")
            repeat {
                try server.events.next("app_swapped", app: "hello")
            } while try server.get("hello").text != "v3"
        }
    }

    @Test func aFileThatIsPutBackAsItWasServesAgain() throws {
        try withServer(["hello": .hello(1)]) { server in
            for version in [2, 1] {
                try server.plugins.install(.hello(version), as: "hello")
                try server.events.next("app_swapped", app: "hello")
                #expect(try server.get("hello").text == "v\(version)")
            }
        }
    }

    private func swap(_ server: ServerProcess, times: Int, under load: LoadGenerator) throws {
        for round in 1...times {
            try load.awaitResponses(64)
            try server.plugins.install(.hello(round % 2 + 1), as: "hello")
            let swapped = try server.events.next("app_swapped", app: "hello")
            try server.events.next("app_unloaded", app: "hello") {
                $0.unmapped == true && $0.generation == swapped.fromGeneration
            }
        }
    }
}

/// What a process holds at one moment.
private struct Footprint {
    let descriptors: Int
    let threads: Int
    let residentKiB: Int

    init(_ server: ServerProcess) throws {
        descriptors = try server.facts.descriptorCount()
        threads = try server.facts.threadCount()
        residentKiB = try server.facts.residentKiB()
    }
}
