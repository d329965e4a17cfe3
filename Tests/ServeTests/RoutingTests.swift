import Testing

/// Which app a Host leads to.
struct RoutingTests {
    @Test func anAppAnswersToItsNameInEverySpelling() throws {
        try withServer(["hello": .named, "other": .named]) { server in
            let port = server.port
            let spellings = [
                "hello", "HELLO", "hello.", "hello:\(port)", "hello.localhost",
                "Hello.LocalHost.:80", "hello.localhost:\(port)",
            ]
            let client = try server.connect()
            for host in spellings { #expect(try client.answer(host: host).text == "hello") }
            #expect(try client.answer(host: "other").text == "other")
        }
    }

    @Test func anUnknownHostGets404() throws {
        try withServer(["hello": .named, "other": .named]) { server in
            let client = try server.connect()
            for host in ["nobody", "hello.example", "xhello", "hello..", "127.0.0.1", "[::1]"] {
                let response = try client.answer(host: host)
                #expect(response.status == 404, "\(host)")
                #expect(response.text == #"{"error":"No app for this host"}"#)
                #expect(response["Content-Type"] == "application/json")
            }
        }
    }

    @Test func aLoneAppAnswersEveryHost() throws {
        try withServer(["hello": .named]) { server throws in
            for host in ["hello", "nobody", "127.0.0.1:\(server.port)"] {
                #expect(try server.get(host).text == "hello")
            }
        }
    }

    @Test func aSecondAppEndsTheReignOfTheLoneOne() throws {
        try withServer(["hello": .named]) { server in
            #expect(try server.get("nobody").status == 200)
            try server.plugins.install(.named, as: "other")
            try server.events.next("app_loaded", app: "other")
            #expect(try server.get("nobody").status == 404)
            try server.plugins.remove("other")
            try server.events.next("app_removed", app: "other")
            #expect(try server.get("nobody").text == "hello")
        }
    }

    @Test func theDefaultAppAnswersUnknownHosts() throws {
        try withServer(["one": .named, "two": .named], "--default-app", "two") { server throws in
            #expect(try server.get("nobody").text == "two")
            #expect(try server.get("one").text == "one")
        }
    }

    @Test func anEmptyDirectoryAnswers404UntilAnAppComes() throws {
        try withServer { server in
            #expect(try server.get("hello").status == 404)
            try server.plugins.install(.named, as: "hello")
            try server.events.next("app_loaded", app: "hello")
            #expect(try server.get("hello").text == "hello")
        }
    }

    @Test func anAppEventNamesAppGenerationAndHosts() throws {
        try withServer(["hello": .hello(7)]) { server in
            let loaded = try server.events.next("app_loaded")
            #expect(loaded.app == "hello")
            #expect(loaded.generation == 1)
            #expect(loaded.hostnames == ["hello", "hello.localhost"])
            #expect(loaded.execution == "inline")
        }
    }

    @Test func aHostWithoutAppOfHTTP10IsAnsweredByTheLoneApp() throws {
        try withServer(["hello": .named]) { server in
            let client = try server.connect()
            try client.send("GET / HTTP/1.0\r\n\r\n")
            #expect(try client.receive().text == "hello")
        }
    }

    @Test func theHostOfAnAbsoluteTargetWins() throws {
        try withServer(["one": .named, "two": .named]) { server in
            let client = try server.connect()
            #expect(try client.answer("GET", "http://two/path", host: "one").text == "two")
        }
    }
}
