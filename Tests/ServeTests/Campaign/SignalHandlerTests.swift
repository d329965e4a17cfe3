import Testing

/// A plugin that takes a signal over on which the containment of faults rests.
struct SignalHandlerTests {
    @Test func aPluginsOwnHandlerIsReplacedAndItsFaultContained() throws {
        let plugins = ["app": FixturePlugin("takes-over-sigsegv.c"), "other": .hello(1)]
        try withServer(plugins) { server in
            let replaced = try server.events.next("app_signal_handler_replaced")
            #expect(replaced.level == "warning")
            #expect(replaced.signal == "SIGSEGV")
            let image = try #require(try server.images().first { $0.app == "app" })
            #expect(replaced.generation == image.generation)
            #expect(replaced.path?.contains("/app.\(image.generation).") == true)

            #expect(try server.get("app", "/fault").status == 502)
            let fault = try server.events.next("app_fault", app: "app")
            #expect(fault.signal == "SIGSEGV")
            try HandlerFaultTests.expectServedAfresh("app", by: server)
            #expect(try server.get("other").text == "v1")
        }
    }
}
