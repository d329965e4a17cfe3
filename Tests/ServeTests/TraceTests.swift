import Foundation
import Testing

/// What apps and other servers are told of a request's id and trace, with the real binary. The apps
/// `inline` and `lane` ask; `up` is the other server.
struct TraceTests {
    private static let trace = FixturePlugin("trace.c")
    private static let traceOnLanes = FixturePlugin(
        "trace.c", defines: ["EXECUTION=NANO_PLUGIN_LANE"])
    private static let parent = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"

    private func serve(_ body: (ServerProcess, _ log: String) throws -> Void) throws {
        let directory = try TestDirectory()
        let path = directory.file("access.log")
        let arguments =
            try directory.deploy(["inline": Self.trace, "lane": Self.traceOnLanes, "up": .fields])
            + ["--access-log", "json", "--access-log-file", path]
        try withServer(in: directory, arguments) { server throws in try body(server, path) }
    }

    /// What the app answers to a request with these fields, as the lines of its body.
    private func ask(
        _ server: ServerProcess, _ app: String, _ target: String, _ fields: [String] = []
    ) throws -> [String] {
        let client = try server.connect()
        let lines = ["GET \(target) HTTP/1.1", "Host: \(app)"] + fields + ["", ""]
        try client.send(lines.joined(separator: "\r\n"))
        let response = try client.receive()
        #expect(response.status == 200, "\(app) \(target)")
        return response.text.components(separatedBy: "\n")
    }

    /// The fields that `up` gets on behalf of a request with `fields`, by their names.
    private func passedOn(
        _ server: ServerProcess, _ app: String, _ path: String, _ fields: [String] = []
    ) throws -> [String: [String]] {
        let url = "http://127.0.0.1:\(server.port)/"
        let lines = try ask(server, app, "\(path)/up?\(url)", fields)
        return Dictionary(
            grouping: lines.map { $0.components(separatedBy: ": ") }.filter { $0.count == 2 },
            by: { $0[0].lowercased() }
        ).mapValues { $0.map { $0[1] } }
    }

    // MARK: What the app is told

    @Test(arguments: ["inline", "lane"], ["/", "/late"])
    func theAppIsToldWhatTheClientHasSent(app: String, target: String) throws {
        try serve { server, log throws in
            let fields = ["X-Request-Id: abc-1", "traceparent: \(Self.parent)"]
            #expect(try ask(server, app, target, fields) == ["abc-1", Self.parent])
            #expect(try AccessEntry.read(log, 1).first?.requestId == "abc-1")
            if target == "/late" {
                try server.events.next("app_log", app: app) { $0.message == "ended" }
            }
        }
    }

    @Test(arguments: ["inline", "lane"], ["/", "/late"])
    func theAppIsToldTheIDThatTheAccessLogHas(app: String, target: String) throws {
        try serve { server, log throws in
            let refused = [
                [], ["X-Request-Id: a b", "traceparent: \(Self.parent)0"],
                ["X-Request-Id: \(String(repeating: "x", count: 129))"],
                ["traceparent: \(Self.parent)", "traceparent: \(Self.parent)"],
            ]
            let answers = try refused.map { try ask(server, app, target, $0) }
            #expect(answers.allSatisfy { $0.count == 2 && $0[1].isEmpty })
            // Each event loop hands over its own lines: they may come in another order.
            let logged = try AccessEntry.read(log, answers.count).compactMap(\.requestId)
            #expect(Set(answers.map { $0[0] }) == Set(logged))
            #expect(Set(logged).count == refused.count)
            #expect(logged.allSatisfy { $0.utf8.count == 32 && $0.allSatisfy(\.isHexDigit) })
        }
    }

    // MARK: What other servers are told

    private static let associated =
        ["/start", "/call"].flatMap { [("inline", $0), ("lane", $0)] } + [("lane", "/perform")]

    @Test(arguments: associated)
    func aRequestOnBehalfOfACallPassesOnWhatItHas(app: String, path: String) throws {
        try serve { server, log throws in
            let fields = try passedOn(
                server, app, path,
                [
                    "X-Request-Id: abc-1", "traceparent: \(Self.parent)", "tracestate: a=1,b=2",
                    "Tracestate:", "tracestate: c=3",
                ])
            #expect(fields["x-request-id"] == ["abc-1"])
            #expect(fields["traceparent"] == [Self.parent])
            #expect(fields["tracestate"] == ["a=1,b=2,c=3"])
            #expect(try AccessEntry.read(log, 2).map(\.requestId) == ["abc-1", "abc-1"])
        }
    }

    @Test(arguments: associated)
    func aMadeIDIsPassedOnAndNoTraceIsMade(app: String, path: String) throws {
        try serve { server, log throws in
            let fields = try passedOn(
                server, app, path, ["traceparent: 00-0-0-00", "tracestate: a=1"])
            let logged = try AccessEntry.read(log, 2).map(\.requestId)
            #expect(fields["x-request-id"] == logged[0].map { [$0] })
            #expect(logged[0] != nil && logged[0] == logged[1])
            #expect(fields["traceparent"] == nil && fields["tracestate"] == nil)
        }
    }

    @Test(arguments: ["inline", "lane"])
    func thePluginsOwnFieldsWin(app: String) throws {
        try serve { server, _ throws in
            let fields = try passedOn(
                server, app, "/own", ["traceparent: \(Self.parent)", "tracestate: a=1"])
            #expect(fields["x-request-id"] == ["mine"])
            #expect(fields["traceparent"] == ["mine"])
            #expect(fields["tracestate"] == nil)
        }
    }

    @Test(arguments: ["inline", "lane"])
    func aRequestForNoCallPassesNothingOn(app: String) throws {
        try serve { server, _ throws in
            let fields = try passedOn(
                server, app, "/apart", ["X-Request-Id: abc-1", "traceparent: \(Self.parent)"])
            #expect(fields["host"] == ["up"])
            #expect(fields["x-request-id"] == nil && fields["traceparent"] == nil)
        }
    }

    // MARK: In other languages

    private static var tracedAsync: FixturePlugin {
        var plugin = FixturePlugin("traced-async.swift")
        plugin.swiftMode = "full"
        return plugin
    }

    @Test func anAsyncHandlerPassesOnWhatItsRequestHas() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["async": Self.tracedAsync, "up": .fields])
        try withServer(in: directory, arguments) { server throws in
            let fields = try passedOn(
                server, "async", "/ask", ["X-Request-Id: abc-1", "traceparent: \(Self.parent)"])
            #expect(fields["x-request-id"] == ["abc-1"])
            #expect(fields["traceparent"] == [Self.parent])
        }
    }

    @Test func everySDKHasTheSame() throws {
        let directory = try TestDirectory()
        let rust = try TemplatePlugin.build(folder: "\(Checkout.fixtures)/traced-rust")
        try directory.plugins.install(rust, as: "rust")
        let arguments = try directory.deploy([
            "cpp": FixturePlugin("traced.cc"), "swift": FixturePlugin("traced.swift"),
            "async": Self.tracedAsync,
        ])
        try withServer(in: directory, arguments) { server throws in
            for app in ["cpp", "swift", "async", "rust"] {
                let fields = ["X-Request-Id: abc-1", "traceparent: \(Self.parent)"]
                #expect(try ask(server, app, "/", fields) == ["abc-1", Self.parent])
                let made = try ask(server, app, "/")
                #expect(made[0].utf8.count == 32 && made[1] == "none", "\(app)")
                // More than fits what each makes room for at first.
                let long =
                    "cc" + Self.parent.dropFirst(2) + "-" + String(repeating: "x", count: 300)
                #expect(try ask(server, app, "/", ["traceparent: \(long)"]).last == long)
            }
        }
    }
}
