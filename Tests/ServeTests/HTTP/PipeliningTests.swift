import Testing

/// Requests sent before the answers to earlier ones have come: every answer comes, in order.
struct PipeliningTests {
    @Test func aConnectionServesManyRequests() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            for number in 0..<100 {
                #expect(
                    try client.answer("POST", host: "echo", body: "\(number)").text == "\(number)")
            }
        }
    }

    @Test func pipelinedRequestsAreAnsweredInTheirOrder() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            let numbers = 0..<500
            let requests = numbers.map {
                "POST / HTTP/1.1\r\nHost: echo\r\nContent-Length: \("\($0)".count)\r\n\r\n\($0)"
            }
            try client.send(requests.joined())
            for number in numbers { #expect(try client.receive().text == "\(number)") }
        }
    }

    @Test func pipelinedRequestsToALaneAndTheLoopStayInOrder() throws {
        try withServer(["lane": .held, "loop": .hello(1)]) { server in
            let client = try server.connect()
            let hosts = (0..<50).map { $0 % 2 == 0 ? "lane" : "loop" }
            try client.send(hosts.map { "GET / HTTP/1.1\r\nHost: \($0)\r\n\r\n" }.joined())
            for host in hosts {
                #expect(try client.receive().text == (host == "lane" ? "let go" : "v1"))
            }
        }
    }

    /// An app, and how many answers are read between two steps of a swap.
    static let swapped = [(FixturePlugin.echo, 2_000), (.echoOnLanes, 200)]

    @Test(arguments: swapped)
    func noPipelinedRequestIsLostInASwap(plugin: FixturePlugin, step: Int) throws {
        try withServer(["echo": plugin]) { server in
            let swaps = 10
            let pipeline = try Pipeline(port: server.port, requestCount: step * (2 * swaps + 1))
            for round in 0..<swaps {
                // Before, while and after: as many requests are under way as the sockets hold.
                try pipeline.exchange(untilAnswered: step * (2 * round + 1))
                try server.plugins.install(plugin, as: "echo")
                try pipeline.exchange(untilAnswered: step * (2 * round + 2))
                try server.events.next("app_swapped", app: "echo")
            }
            try pipeline.exchange(untilAnswered: pipeline.requestCount)
            for _ in 0..<swaps {
                try server.events.next("app_unloaded", app: "echo") { $0.unmapped == true }
            }
        }
    }
}
