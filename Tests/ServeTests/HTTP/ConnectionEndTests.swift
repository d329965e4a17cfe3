import Testing

/// Clients that end a connection, in every way and at every moment.
struct ConnectionEndTests {
    @Test func aClientThatStopsSendingStillGetsItsAnswers() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let client = try server.connect()
            try client.request("GET", "/?\(gate.path)", host: "app")
            try client.request("GET", "/", host: "app")
            client.endSending()
            try server.events.next("app_log")
            gate.open()
            #expect(try client.receive().status == 200)
            #expect(try client.receive().status == 200)
            try client.receiveEnd()
        }
    }

    @Test func aClientThatStopsSendingStillGetsMoreThanTheSocketTakes() throws {
        try withServer(["large": .large]) { server in
            let client = try HTTPConnection(port: server.port, bufferBytes: 64 << 10)
            for _ in 0..<50 { try client.request(host: "large") }
            client.endSending()
            for _ in 0..<50 { #expect(try client.receive().body.count == 128 << 10) }
            try client.receiveEnd()
        }
    }

    @Test(arguments: [
        "", "GET / HT", "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nhalf",
    ])
    func halfARequestAndAnEndIsNoRequest(half: String) throws {
        try withServer(["a": .echo]) { server in
            let client = try server.connect()
            try client.send(half)
            client.endSending()
            try client.receiveEnd()
            #expect(try server.get("a").status == 200)
        }
    }

    @Test(arguments: [false, true])
    func aClientThatLeavesWhileItsRequestRunsHarmsNobody(byReset: Bool) throws {
        try withServer(["app": .held, "other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            var client: HTTPConnection? = try server.connect()
            try client?.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log")
            if byReset { client?.resetWhenClosed() }
            client = nil
            gate.open()
            #expect(try server.get("other").text == "v1")
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
        }
    }

    @Test(arguments: [false, true])
    func aClientThatLeavesInTheMiddleOfAResponseHarmsNobody(byReset: Bool) throws {
        try withServer(["app": .large, "other": .hello(1)], "--threads", "1") { server in
            let bystander = try server.connect()
            for _ in 0..<20 {
                let client = try HTTPConnection(port: server.port, bufferBytes: 64 << 10)
                for _ in 0..<50 { try client.request(host: "app") }
                #expect(try client.receive().status == 200)
                if byReset { client.resetWhenClosed() }
            }
            #expect(try bystander.answer(host: "other").text == "v1")
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
        }
    }

    @Test func aResetInTheMiddleOfABodyEndsTheRequest() throws {
        try withServer(["app": .echo, "other": .hello(1)]) { server in
            var client: HTTPConnection? = try server.connect()
            let fields = ["Expect: 100-continue", "Content-Length: 1000"]
            try client?.request("POST", host: "app", fields: fields)
            #expect(try client?.receive().status == 100)
            try client?.send("half")
            client?.resetWhenClosed()
            client = nil
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            #expect(try server.get("other").text == "v1")
        }
    }
}
