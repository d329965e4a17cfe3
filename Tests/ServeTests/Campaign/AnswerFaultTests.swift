import Testing

/// Plugins that break the rules of answering: each is defined, and harms nobody else.
@Suite(.serialized) struct AnswerFaultTests {
    @Test func ofTwoAnswersTheFirstCounts() throws {
        try watchesCrash { server in
            let client = try server.connect()
            #expect(try client.answer("GET", "/twice", host: "crash").text == "first\n")
            #expect(try client.answer("GET", "/twice", host: "crash").text == "first\n")
        }
    }

    @Test func anAnswerThatNeverComesIs504AndTheConnectionGoesOn() throws {
        try watchesCrash { server in
            let client = try server.connect()
            #expect(try client.answer("GET", "/never", host: "crash").status == 504)
            #expect(try client.answer(host: "crash").status == 200)
            // Nobody ever ends that call: the drain's deadline does.
            try server.plugins.remove("crash")
            #expect(try server.events.next("app_drain_start", app: "crash").active == 1)
            try server.events.next("app_drain_timeout", app: "crash")
            try server.events.next("app_unloaded", app: "crash")
        }
    }

    @Test func anAnswerAfterTheTimeoutIsRefused() throws {
        try watchesCrash { server in
            let client = try server.connect()
            #expect(try client.answer("GET", "/late", host: "crash").status == 504)
            try server.events.next("app_log", app: "crash") {
                $0.message == "too late: nobody waits any more"
            }
            #expect(try client.answer(host: "crash").status == 200)
            try server.plugins.remove("crash")
            try server.events.next("app_unloaded", app: "crash")
        }
    }

    @Test func anAnswerAfterTheClientHasLeftIsRefused() throws {
        try watchesCrash(#"{"timeout_ms": 0}"#) { server in
            do {
                let client = try server.connect()
                client.resetWhenClosed()
                try client.request("GET", "/late", host: "crash")
                #expect(try server.get("crash").status == 200)
            }
            try server.events.next("app_log", app: "crash") {
                $0.message == "too late: nobody waits any more"
            }
            try server.plugins.remove("crash")
            try server.events.next("app_unloaded", app: "crash")
        }
    }

    private func watchesCrash(
        _ settings: String = #"{"timeout_ms": 300, "drain_timeout_s": 1}"#,
        body: (ServerProcess) throws -> Void
    ) throws {
        let plugin = try ExamplePlugin.crash(isInline: true).bytes()
        try Bystander.watches(["crash": plugin], settings: ["crash": settings], body: body)
    }
}
