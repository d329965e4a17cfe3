import Testing

/// What a client of a real socket gets: framing, order, limits, and the runtime's own fields.
struct HTTPTests {
    @Test func aResponseHasDateServerAndLength() throws {
        try withServer(["hello": .hello(1)]) { server in
            let response = try server.get("hello")
            #expect(response.version == "HTTP/1.1")
            #expect(response.reason == "OK")
            #expect(response["Server"] == "nano")
            #expect(response["Content-Type"] == "text/plain")
            #expect(response["Content-Length"] == "2")
            #expect(response["Connection"] == nil)
            let date = try #require(response["Date"])
            #expect(date.wholeMatch(of: /\w{3}, \d\d \w{3} \d{4} \d\d:\d\d:\d\d GMT/) != nil)
        }
    }

    @Test func aPluginSeesTheRequestAsItWasSent() throws {
        try withServer(["echo": .echo]) { server in
            let response = try server.connect().answer(
                "PURGE", "/a%20b/../c?q=1&r=%00", host: "Echo:80")
            #expect(response["Echo-Method"] == "PURGE")
            #expect(response["Echo-Path"] == "/a%20b/../c")
            #expect(response["Echo-Query"] == "q=1&r=%00")
            #expect(response["Echo-Host"] == "Echo")
            #expect(response["Echo-Peer"]?.hasPrefix("127.0.0.1:") == true)
        }
    }

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

    @Test func aClientThatReadsLateGetsEveryLargeResponseInOrder() throws {
        try withServer(["large": FixturePlugin("large.c")]) { server in
            let client = try server.connect()
            let numbers = 0..<300
            try client.send(numbers.map { "GET /\($0) HTTP/1.1\r\nHost: large\r\n\r\n" }.joined())
            for number in numbers {
                let response = try client.receive()
                #expect(response["Echo-Path"] == "/\(number)")
                #expect(response.body.count == 128 << 10)
            }
        }
    }

    @Test func aRequestMayComeByteByByte() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            let request =
                "POST /slowly HTTP/1.1\r\nHost: echo\r\nTransfer-Encoding: chunked\r\n\r\n"
                + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
            for byte in request.utf8 { try client.send([byte]) }
            let response = try client.receive()
            #expect(response.text == "abc0123456789")
            #expect(response["Echo-Path"] == "/slowly")
        }
    }

    @Test func anEmptyBodyIsEmptyHoweverItIsFramed() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            for framing in [
                "Content-Length: 0\r\n\r\n", "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n",
            ] {
                try client.send("POST / HTTP/1.1\r\nHost: echo\r\n\(framing)")
                #expect(try client.receive()["Content-Length"] == "0")
            }
        }
    }

    @Test func everyByteOfABodyComesBack() throws {
        try withServer(["echo": .echo]) { server in
            let body = (0..<1 << 20).map { UInt8(truncatingIfNeeded: $0 &* 31 >> 3) }
            let client = try server.connect()
            try client.send(
                "POST / HTTP/1.1\r\nHost: echo\r\nContent-Length: \(body.count)\r\n\r\n")
            try client.send(body)
            #expect(try client.receive().body == body)
        }
    }

    @Test func aBodyOverTheLimitGets413HoweverItIsFramed() throws {
        try withServer(["echo": .echo]) { server in
            let declared = try server.connect()
            try declared.send("POST / HTTP/1.1\r\nHost: echo\r\nContent-Length: 1048577\r\n\r\n")
            let chunked = try server.connect()
            try chunked.send("POST / HTTP/1.1\r\nHost: echo\r\nTransfer-Encoding: chunked\r\n\r\n")
            try chunked.send("100001\r\n" + String(repeating: "x", count: 1_048_577))
            for client in [declared, chunked] {
                let response = try client.receive()
                #expect(response.status == 413)
                #expect(response["Connection"] == "close")
                #expect(response.text == #"{"error":"Body too large","max_body_bytes":1048576}"#)
                try client.receiveEnd()
            }
        }
    }

    @Test func aClientThatExpects100GetsItBeforeItSendsTheBody() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            let fields = ["Expect: 100-continue", "Content-Length: 5"]
            try client.request("POST", host: "echo", fields: fields)
            #expect(try client.receive().status == 100)
            try client.send("hello")
            #expect(try client.receive().text == "hello")
        }
    }

    @Test func aBodyThatWouldBeRefusedIsNotAskedFor() throws {
        try withServer(["echo": .echo]) { server in
            let client = try server.connect()
            let fields = ["Expect: 100-continue", "Content-Length: 1048577"]
            try client.request("POST", host: "echo", fields: fields)
            #expect(try client.receive().status == 413)
            try client.receiveEnd()
        }
    }

    @Test func aHeadHasTheFieldsOfTheGetAndNoBody() throws {
        try withServer(["hello": .hello(1)]) { server in
            let client = try server.connect()
            let response = try client.answer("HEAD", host: "hello")
            #expect(response.status == 200)
            #expect(response["Content-Length"] == "2")
            #expect(try client.answer(host: "hello").text == "v1")
        }
    }

    @Test func the404OfAHeadHasNoBodyEither() throws {
        try withServer { server in
            let client = try server.connect()
            #expect(try client.answer("HEAD", host: "nobody").status == 404)
            #expect(try client.answer(host: "nobody").status == 404)
        }
    }

    @Test(arguments: [204, 304])
    func aStatusWithoutBodyIsSentWithoutOne(status: Int) throws {
        try withServer(["app": FixturePlugin("bodyless-status.c")]) { server in
            let client = try server.connect()
            let response = try client.answer("GET", "/\(status)", host: "app")
            #expect(response.status == status)
            #expect(response["Content-Length"] == nil)
            #expect(try client.answer("GET", "/\(status)", host: "app").status == status)
        }
    }

    @Test func http10ClosesUnlessAskedToStay() throws {
        try withServer(["hello": .hello(1)]) { server in
            let short = try server.connect()
            try short.send("GET / HTTP/1.0\r\nHost: hello\r\n\r\n")
            let response = try short.receive()
            #expect(response.text == "v1")
            #expect(response["Connection"] == "close")
            try short.receiveEnd()

            let kept = try server.connect()
            for _ in 0..<2 {
                try kept.send("GET / HTTP/1.0\r\nHost: hello\r\nConnection: keep-alive\r\n\r\n")
                #expect(try kept.receive()["Connection"]?.lowercased() == "keep-alive")
            }
        }
    }

    @Test func connectionCloseIsHonoured() throws {
        try withServer(["hello": .hello(1)]) { server in
            let client = try server.connect()
            let response = try client.answer(host: "hello", fields: ["Connection: close"])
            #expect(response["Connection"] == "close")
            try client.receiveEnd()
        }
    }

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

    @Test func aClientThatLeavesInTheMiddleHarmsNobody() throws {
        try withServer(["app": .held, "other": .hello(1)]) { server in
            let gate = try server.directory.gate()
            var client: HTTPConnection? = try server.connect()
            try client?.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log")
            client = nil
            gate.open()
            #expect(try server.get("other").text == "v1")
            try server.plugins.remove("app")
            try server.events.next("app_unloaded", app: "app")
        }
    }
}
