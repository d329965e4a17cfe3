import ControlAPI
import Testing

/// What holds a generation, as operators are told it.
struct ExplainTests {
    @Test func aDrainIsExplainedByItsThreads() throws {
        try withServer(["app": .held, "other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/slow?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            #expect(try server.app("GET", "/apps/app").generations.first?.threads == nil)

            try server.app("POST", "/apps/app/drain")
            let generation = try #require(server.app("GET", "/apps/app").generations.first)
            #expect(generation.state == .draining && generation.activeConnections == 1)
            #expect(generation.silentLoops == nil)
            let request = try #require(generation.requests?.first)
            #expect(request.method == "GET" && request.path == "/slow")
            #expect(request.phase == .handlerOnLane && request.client.hasPrefix("127.0.0.1:"))
            #expect(generation.drain?.oldestMilliseconds == request.ageMilliseconds)
            let thread = try #require(generation.threads?.first)
            #expect(thread.name == "lane-1" && thread.id > 0)
            // It waits in the C library, and was called from its handler.
            #expect(thread.backtrace.first?.hasPrefix("libc.so.6+0x") == true)
            #expect(thread.backtrace.contains { $0.hasPrefix("handle+0x") })

            gate.open()
            #expect(try client.receive().text == "let go")
            try server.events.next("app_unloaded", app: "app")
        }
    }

    @Test func aLoopThatIsHeldUpIsNamedAndHoldsUpNoAnswer() throws {
        let plugins = ["app": .held, "holder": FixturePlugin("hold-loop.c")]
        try withServer(plugins, "--threads", "1") { server in
            let gates = [try server.directory.gate("one"), try server.directory.gate("two")]
            let client = try server.connect()
            try client.request("GET", "/?\(gates[0].path)", host: "app")
            try server.events.next("app_log", app: "app")
            try server.app("POST", "/apps/app/drain")
            let holder = try server.connect()
            try holder.request("GET", "/?\(gates[1].path)", host: "holder")
            try server.events.next("app_log", app: "holder")

            let app = try server.app("GET", "/apps/app")
            let generation = try #require(app.generations.first { $0.state == .draining })
            #expect(generation.silentLoops == ["loop-0"])
            #expect(generation.requests == [] && generation.threads?.count == 1)

            for gate in gates { gate.open() }
            #expect(try holder.receive().text == "let go")
            #expect(try client.receive().text == "let go")
            try server.events.next("app_unloaded", app: "app")
        }
    }
}
