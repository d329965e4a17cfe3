import Testing

/// An app that keeps failing is not loaded afresh for ever.
@Suite(.serialized) struct QuarantineTests {
    @Test func faultAfterFaultEndsInQuarantineWhichANewFileEnds() throws {
        let plugin = try ExamplePlugin.crash(isInline: true).bytes()
        try Bystander.watches(["crash": plugin], settings: ["crash": #"{"max_faults": 2}"#]) {
            server in
            for attempt in 1...2 {
                #expect(try server.get("crash", "/null").status == 502)
                #expect(try server.events.next("app_reloaded", app: "crash").attempt == attempt)
            }
            #expect(try server.get("crash", "/div0").status == 502)
            let quarantined = try server.events.next("app_quarantined", app: "crash")
            #expect(quarantined.reason?.contains("SIGFPE") == true)
            let refusal = try server.get("crash")
            #expect(refusal.status == 503)
            #expect(refusal.text.contains("SIGFPE"))

            try server.plugins.install(.hello(2), as: "crash")
            try server.events.next("app_swapped", app: "crash")
            #expect(try server.get("crash").text == "v2")
        }
    }
}
