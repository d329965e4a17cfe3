import Testing

/// What an app is given of a sound request, however unusual it is.
@Suite(.serving(["echo": .echo, "fields": .fields]))
struct RequestTests {
    @Test func aPluginSeesTheRequestAsItWasSent() throws {
        let client = try Served.connect()
        let response = try client.answer("PURGE", "/a%20b/../c?q=1&r=%00", host: "Echo:80")
        #expect(response["Echo-Method"] == "PURGE")
        #expect(response["Echo-Path"] == "/a%20b/../c")
        #expect(response["Echo-Query"] == "q=1&r=%00")
        #expect(response["Echo-Host"] == "Echo")
        #expect(response["Echo-Peer"]?.hasPrefix("127.0.0.1:") == true)
    }

    @Test(arguments: ["PATCH", "get", "BREW", "M-SEARCH", "!#$%&'*+-.^_`|~1A"])
    func aMethodThatTheServerDoesNotKnowIsTheAppsToJudge(method: String) throws {
        let response = try Served.connect().answer(method, host: "echo")
        #expect(response.status == 200)
        #expect(response["Echo-Method"] == method)
    }

    @Test func theAsteriskOfOptionsIsThePath() throws {
        let response = try Served.connect().answer("OPTIONS", "*", host: "echo")
        #expect(response["Echo-Method"] == "OPTIONS")
        #expect(response["Echo-Path"] == "*")
    }

    /// A target, and the path and the query of it.
    static let absoluteTargets = [
        ("http://ECHO:8080/a?b", "/a", "b"), ("https://echo/", "/", ""), ("http://echo", "/", ""),
        ("HTTP://echo?b", "/", "b"),
    ]

    @Test(arguments: absoluteTargets)
    func theHostOfAnAbsoluteTargetOverridesTheField(
        target: String, path: String, query: String
    ) throws {
        let client = try Served.connect()
        let response = try client.answer("GET", target, host: "fields")
        #expect(response["Echo-Host"]?.lowercased() == "echo")
        #expect(response["Echo-Path"] == path)
        #expect(response["Echo-Query"] == query)
        #expect(try client.answer(host: "fields").text == "Host: fields\n")
    }

    @Test func anEmptyHostNamesNoApp() throws {
        let client = try Served.connect()
        #expect(try client.answer(host: "").status == 404)
        #expect(try client.answer(host: "echo").status == 200)
    }

    @Test func oneEmptyLineBeforeARequestIsSkipped() throws {
        let client = try Served.connect()
        for _ in 0..<2 {
            try client.send("\r\nGET /a HTTP/1.1\r\nHost: echo\r\n\r\n")
            #expect(try client.receive()["Echo-Path"] == "/a")
        }
    }

    @Test func whiteSpaceAroundAValueIsNoPartOfIt() throws {
        let fields = ["X: \t a\tb \t ", "Y:c", "Z:", "X:d", "Bytes: \u{e9}"]
        let response = try Served.connect().answer(host: "fields", fields: fields)
        #expect(response.text == "Host: fields\nX: a\tb\nY: c\nZ: \nX: d\nBytes: \u{e9}\n")
    }

    @Test func anUpgradeIsNotTaken() throws {
        let fields = ["Connection: Upgrade, HTTP2-Settings", "Upgrade: h2c", "HTTP2-Settings: AA"]
        let client = try Served.connect()
        for _ in 0..<2 {
            let response = try client.answer(host: "echo", fields: fields)
            #expect(response.status == 200)
            #expect(response["Upgrade"] == nil)
        }
    }

    @Test func requestsMayComeByteByByte() throws {
        let client = try Served.connect()
        let request =
            "POST /slowly HTTP/1.1\r\nHost: echo\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "3;x=y\r\nabc\r\nA\r\n0123456789\r\n0\r\nTrailer: t\r\n\r\n"
            + "PUT /next HTTP/1.1\r\nHost: echo\r\nContent-Length: 2\r\n\r\nhi"
        for byte in request.utf8 { try client.send([byte]) }
        for (path, body) in [("/slowly", "abc0123456789"), ("/next", "hi")] {
            let response = try client.receive()
            #expect(response.text == body)
            #expect(response["Echo-Path"] == path)
        }
    }
}
