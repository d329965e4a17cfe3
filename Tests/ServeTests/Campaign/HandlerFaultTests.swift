import Glibc
import Testing

/// A fault in the plugin's own code while it answers: that request gets 502, the app is loaded
/// afresh, and nobody else notices.
@Suite(.serialized) struct HandlerFaultTests {
    static let ways = [
        ("/segv", "SIGSEGV"), ("/null", "SIGSEGV"), ("/bus", "SIGBUS"), ("/ill", "SIGILL"),
        ("/div0", "SIGFPE"), ("/stack", "SIGSEGV"),
    ]

    @Test(arguments: ways, [true, false])
    func isAnsweredWith502AndTheAppIsLoadedAfresh(
        way: (path: String, signal: String), isInline: Bool
    ) throws {
        let plugin = try ExamplePlugin.crash(isInline: isInline).bytes()
        try Bystander.watches(["crash": plugin]) { server in
            #expect(try server.get("crash", way.path).status == 502)
            let fault = try server.events.next("app_fault", app: "crash")
            #expect(fault.level == "error")
            #expect(fault.signal == way.signal)
            #expect(fault.function == "handle")
            #expect(fault.request == "GET \(way.path)")
            #expect(fault.place?.isEmpty == false)
            try Self.expectServedAfresh("crash", by: server)
        }
    }

    @Test(arguments: [true, false])
    func exitIsAFaultOfTheOneRequest(isInline: Bool) throws {
        let plugin = try ExamplePlugin.crash(isInline: isInline).bytes()
        try Bystander.watches(["crash": plugin]) { server in
            #expect(try server.get("crash", "/exit").status == 502)
            let fault = try server.events.next("app_fault", app: "crash")
            #expect(fault.reason?.contains("exit(7)") == true)
            try Self.expectServedAfresh("crash", by: server)
        }
    }

    @Test func abortEndsTheProcessWithALineThatNamesTheApp() throws {
        try withServer { server in
            try server.plugins.install(.crash(isInline: true), as: "crash")
            try server.events.next("app_loaded", app: "crash")
            try server.connect().request("GET", "/abort", host: "crash")
            try server.events.readToEnd()
            #expect(server.process.wait() == 1_000 + SIGABRT)
            let lines = server.process.errorText.split(separator: "\n")
            #expect(lines.count == 1)
            #expect(lines.first?.contains("SIGABRT") == true)
            #expect(lines.first?.contains("app crash, generation 1") == true)
        }
    }

    /// Waits until the copy that was called in vain is out of the way, and another one answers.
    static func expectServedAfresh(_ app: String, by server: ServerProcess) throws {
        let reloaded = try server.events.next("app_reloaded", app: app)
        #expect(try server.get(app).status == 200)
        let pinned = try server.events.next("app_pinned", app: app)
        #expect(pinned.generation != reloaded.generation)
    }
}
