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
}
