import Testing

/// A handler that does not return: its client gets 504 in time, and neither the event loop nor the
/// lanes are lost.
@Suite(.serialized) struct HandlerHangTests {
    @Test(arguments: [true, false])
    func aLoopInThePluginsCodeIsInterrupted(isInline: Bool) throws {
        try hang("/loop", isInline: isInline) { server in
            let hung = try server.events.next("app_hung", app: "crash")
            #expect(hung.abandoned == true)
            try HandlerFaultTests.expectServedAfresh("crash", by: server)
        }
    }

    @Test(arguments: [true, false])
    func aThreadThatCannotBeInterruptedIsReplacedAndItsImageStays(isInline: Bool) throws {
        try hang("/block", isInline: isInline, exitCode: 3) { server in
            let hung = try server.events.next("app_hung", app: "crash")
            #expect(hung.abandoned == false)
            try server.events.next("app_parked", app: "crash")
            try server.events.next("app_reloaded", app: "crash")
            #expect(try server.get("crash").status == 200)
            #expect(try server.images().map(\.app) == ["bystander", "crash", "crash"])
        }
    }

    @Test func aLoopWithoutATimeoutIsCutAtTheDrainsDeadline() throws {
        let plugin = try ExamplePlugin.crash(isInline: false).bytes()
        let settings = #"{"timeout_ms": 0, "drain_timeout_s": 1}"#
        try Bystander.watches(["crash": plugin], settings: ["crash": settings], exitCode: 3) {
            server in
            let client = try server.connect()
            try client.request("GET", "/loop", host: "crash")
            // It has begun when another lane has answered.
            #expect(try server.get("crash").status == 200)
            try server.plugins.remove("crash")
            #expect(try server.events.next("app_drain_timeout", app: "crash").active == 1)
            #expect(try client.receive().status == 503)
            try server.events.next("app_parked", app: "crash")
            try server.events.next("app_removed", app: "crash")
            #expect(try server.images().map(\.app) == ["bystander", "crash"])
        }
    }

    /// Sends a request that hangs, and expects its 504; behind it on the same connection, and on
    /// others, everything goes on.
    private func hang(
        _ path: String, isInline: Bool, exitCode: Int32 = 0,
        then expect: (ServerProcess) throws -> Void
    ) throws {
        let plugin = try ExamplePlugin.crash(isInline: isInline).bytes()
        let settings = #"{"timeout_ms": 500}"#
        try Bystander.watches(["crash": plugin], settings: ["crash": settings], exitCode: exitCode)
        {
            server in
            #expect(try server.get("crash", path).status == 504)
            try expect(server)
        }
    }
}
