import Foundation
import Testing

/// Requests in the access log, with the real binary.
struct AccessLogTests {
    private static let trace = "4bf92f3577b34da6a3ce929d0e0e4736"
    private static let traceparent = "00-\(trace)-00f067aa0ba902b7-01"

    private func serve(
        _ format: String, _ plugins: [String: FixturePlugin] = ["a": .echo, "b": .echoOnLanes],
        _ body: (ServerProcess, _ path: String) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        let path = directory.file("access.log")
        let arguments = ["--access-log", format, "--access-log-file", path]
        try withServer(in: directory, directory.deploy(plugins) + arguments) { server throws in
            try body(server, path)
        }
    }

    @Test(arguments: ["a", "b"])
    func jsonHasEachRequestOnce(app: String) throws {
        try serve("json") { server, path throws in
            let client = try server.connect()
            try client.send(
                "POST /x?y=z HTTP/1.1\r\nHost: \(app)\r\nContent-Length: 5\r\n"
                    + "Referer: r\r\nUser-Agent: u \"q\"\r\n\r\nhello")
            #expect(try client.receive().status == 200)
            #expect(try client.answer("GET", "/later", host: app).status == 200)
            let entries = try AccessEntry.read(path, 2)
            try #require(entries.count == 2)
            #expect(entries[0].app == app && entries[0].generation != nil)
            #expect(entries[0].method == "POST" && entries[0].target == "/x?y=z")
            #expect(entries[0].protocol == "HTTP/1.1" && entries[0].status == 200)
            #expect(entries[0].bytes == 5 && entries[0].durationUs >= 0)
            #expect(entries[0].referer == "r" && entries[0].userAgent == #"u "q""#)
            #expect(entries[0].client.hasPrefix("127.0.0.1:"))
            #expect(entries[0].requestId?.utf8.count == 32 && entries[0].traceId == nil)
            #expect(entries[1].target == "/later" && entries[1].bytes == 0)
            #expect(entries[1].requestId != entries[0].requestId)
            #expect(entries[1].referer == nil && entries[1].userAgent == nil)
        }
    }

    @Test func theRequestIDAndTheTraceAreTakenIfTheyAreValid() throws {
        try serve("json") { server, path throws in
            let client = try server.connect()
            for (id, parent) in [("abc-1", Self.traceparent), ("a b", "00-0-0-00")] {
                try client.send(
                    "GET / HTTP/1.1\r\nHost: a\r\nX-Request-Id: \(id)\r\n"
                        + "traceparent: \(parent)\r\n\r\n")
                #expect(try client.receive().status == 200)
            }
            let entries = try AccessEntry.read(path, 2)
            #expect(entries.map(\.traceId) == [Self.trace, nil])
            #expect(entries.first?.requestId == "abc-1")
            #expect(entries.last?.requestId?.utf8.count == 32)
        }
    }

    @Test func theRuntimesOwnAnswersAreLogged() throws {
        try serve("json") { server, path throws in
            #expect(try server.get("nobody").status == 404)
            let malformed = try server.connect()
            try malformed.send("nonsense\r\n\r\n")
            #expect(try malformed.receive().status == 400)
            let gone = try server.connect()
            try gone.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 5\r\n\r\nx")
            gone.endSending()
            let entries = try AccessEntry.read(path, 3).sorted { $0.status < $1.status }
            #expect(entries.map(\.status) == [400, 404, 499])
            #expect(entries.map(\.app) == [nil, nil, "a"])
            #expect(entries.map(\.method) == [nil, "GET", "POST"])
        }
    }

    @Test func commonAndCombinedAreAsApacheWritesThem() throws {
        for (format, end) in [("common", ""), ("combined", #" "-" "a\"b""#)] {
            try serve(format) { server, path throws in
                let client = try server.connect()
                try client.send("GET /é HTTP/1.1\r\nHost: a\r\nUser-Agent: a\"b\r\n\r\n")
                #expect(try client.receive().status == 400)
                let next = try server.connect()
                try next.send("GET /p?q HTTP/1.1\r\nHost: a\r\nUser-Agent: a\"b\r\n\r\n")
                #expect(try next.receive().status == 200)
                let line = try AccessEntry.lines(path, 2)[1]
                let request = #"] "GET /p?q HTTP/1.1" 200 -"#
                #expect(line.hasPrefix("127.0.0.1 - - ["))
                #expect(line.hasSuffix(request + end), "\(line)")
            }
        }
    }

    // MARK: Where it goes

    @Test func aRotatedFileIsOpenedAnewOnSIGHUP() throws {
        try serve("json") { server, path throws in
            #expect(try server.get("a", "/1").status == 200)
            _ = try AccessEntry.lines(path, 1)
            try FileManager.default.moveItem(atPath: path, toPath: "\(path).1")
            #expect(try server.get("a", "/2").status == 200)
            _ = try AccessEntry.lines("\(path).1", 2)
            server.process.signal(SIGHUP)
            #expect(try server.events.next("access_log_reopened").path == path)
            #expect(try server.get("a", "/3").status == 200)
            #expect(try AccessEntry.read(path, 1).map(\.target) == ["/3"])
            #expect(try AccessEntry.read("\(path).1", 2).map(\.target) == ["/1", "/2"])
        }
    }

    @Test func aFileThatCannotBeOpenedIsAStartError() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["a": .echo])
        let process = try ChildProcess(
            try Checkout.runtime,
            ["serve", "--port", "0", "--access-log", "json", "--access-log-file", "/none/x"]
                + ["--state-directory", directory.file("state")] + arguments,
            errorPath: directory.file("stderr"))
        #expect(process.wait() == 1)
        #expect(process.errorText.contains("access log: /none/x: No such file or directory"))
    }

    @Test func standardOutputHasRequestsBesideEvents() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["a": .echo]) + ["--access-log", "common"]
        try withServer(in: directory, arguments) { server throws in
            #expect(try server.get("a", "/here").status == 200)
            let patience = Patience()
            var line = ""
            while !line.contains("GET /here"), let next = try server.events.nextLine(patience) {
                line = next
            }
            #expect(line.hasSuffix(#""GET /here HTTP/1.1" 200 -"#))
        }
    }

    @Test func theConfigurationSaysTheSame() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.echo, as: "a")
        try directory.write(
            #"{"access_log": "json", "access_log_file": "logged"}"#, to: "nano.json")
        let arguments = [directory.plugins.path, "--config", directory.file("nano.json")]
        try withServer(in: directory, arguments) { server throws in
            #expect(try server.get("a", "/here").status == 200)
            #expect(try AccessEntry.read(directory.file("logged"), 1).map(\.target) == ["/here"])
        }
    }

    /// A pipe that nobody reads is full soon; requests must not notice.
    @Test func aStoppedReaderHoldsUpNoRequestAndTheLossIsTold() throws {
        let directory = try TestDirectory()
        let path = directory.file("pipe")
        try #require(mkfifo(path, 0o600) == 0)
        let reader = open(path, O_RDONLY | O_NONBLOCK)
        defer { close(reader) }
        let arguments =
            try directory.deploy(["a": .echo])
            + ["--access-log", "json", "--access-log-file", path]
        try withServer(in: directory, arguments) { server throws in
            let client = try server.connect()
            let agent = String(repeating: "x", count: 7_000)
            for _ in 0..<400 {
                try client.send("GET / HTTP/1.1\r\nHost: a\r\nUser-Agent: \(agent)\r\n\r\n")
                #expect(try client.receive().status == 200)
            }
            #expect(try server.events.next("access_log_dropped").count ?? 0 > 0)
            #expect(try client.answer(host: "a").status == 200)
        }
    }
}
