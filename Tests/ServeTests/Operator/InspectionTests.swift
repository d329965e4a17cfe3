import ControlAPI
import Testing

/// `status`, `apps`, `app`, `events` and `top`: what an operator sees of a running server.
struct InspectionTests {
    @Test func statusIsTheProcess() throws {
        try withServer(["app": .hello(1)]) { server in
            let report = try server.report(StatusReport.self, "status")
            #expect(report.state == .ready && report.pid == Int(server.process.pid))
            #expect(report.apps == ["serving": 1])
            let page = try server.command("status")
            #expect(page.code == 0 && page.errors.isEmpty)
            #expect(page.output.contains(", ready, pid \(server.process.pid), up "))
            #expect(page.output.contains("address      127.0.0.1:\(server.port)\n"))
            #expect(!page.output.contains("\u{1B}"))
        }
    }

    @Test func appsAreATable() throws {
        try withServer(["app": .hello(1), "other": .hello(2)]) { server in
            #expect(try server.get("app").status == 200)
            let report = try server.report(AppListReport.self, "apps")
            #expect(report.apps.map(\.name) == ["app", "other"])
            let lines = try server.command("apps").output.split(separator: "\n")
            #expect(lines.count == 3)
            #expect(lines[1].contains(#/^app    serving +1 /#))
            #expect(lines[2].hasSuffix("directory  other, other.localhost"))
        }
    }

    @Test func anAppTellsWhatHoldsItsDrain() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            #expect(try server.command("drain", "app").code == 0)
            let report = try server.report(AppReport.self, "app", "app")
            #expect(report.state == .draining)
            let request = try #require(report.generations.first?.requests?.first)
            #expect(request.path == "/")
            let page = try server.command("app", "app").output
            #expect(page.contains("generation 1 drains: 1 of 1 in flight"))
            #expect(page.contains(/GET\s+\/\s+127\.0\.0\.1:\d+/))
            gate.open()
            #expect(try inFlight.receive().status == 200)
        }
    }

    @Test func eventsAreLines() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let lines = try server.command("events").output.split(separator: "\n")
            #expect(lines.first?.contains(" info app_loaded app=") == true)
            #expect(lines.last?.contains(" info server_start ") == true)
            let ofOther = try server.command("events", "--app", "other", "--json").output
            #expect(
                try ofOther.split(separator: "\n").map {
                    try LoggedEvent(line: String($0)).app
                } == ["other"])
            let last = try #require(lines.last?.prefix { $0 != " " })
            #expect(try server.command("events", "--after", String(last)).output.isEmpty)
        }
    }

    @Test func eventsAreFollowedUntilTheServerEnds() throws {
        try withServer(["app": .hello(1)]) { server in
            let follower = try ChildProcess(
                Checkout.runtime,
                ["events", "--follow", "--json", "--control", server.controlPath],
                errorPath: server.directory.file("follower"))
            let events = EventReader(follower.output)
            try events.next("app_loaded", app: "app")
            try server.plugins.remove("app")
            try events.next("app_removed", app: "app")
            #expect(try server.terminate() == 0)
            try events.readToEnd()
            #expect(follower.wait() == 69)
            #expect(follower.errorText.hasPrefix("Error: \(server.controlPath): "))
        }
    }

    @Test func topPrintsASecondWhereThereIsNoTerminal() throws {
        try withServer(["app": .hello(1)]) { server in
            let result = try server.command("top")
            #expect(result.code == 0 && !result.output.contains("\u{1B}"))
            #expect(result.output.contains(#/\napp  serving +0 /#))
            let json = try server.command("top", "--json").output
            #expect(json.contains(#""name":"app""#) && json.contains(#""requests_per_s":0"#))
        }
    }
}
