import ControlAPI
import Foundation
import Testing

/// What the control API tells, by the real binary; each answer is compared with
/// `docs/openapi.json`.
struct ControlReportTests {
    private func get<Report: Decodable>(
        _ type: Report.Type, _ server: ServerProcess, _ target: String
    ) throws -> Report {
        let response = try server.control("GET", target)
        #expect(response.status == 200)
        #expect(response["cache-control"] == "no-store")
        return try ControlJSON.decode(type, from: response.body)
    }

    @Test func theProcessTellsOfItself() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            _ = try server.get("app")
            let status = try get(StatusReport.self, server, "/status")
            #expect(status.state == .ready)
            #expect(status.pid == Int(server.process.pid))
            #expect(status.address == "127.0.0.1:\(server.port)")
            #expect(status.requests == 1 && status.errors == 0)
            #expect(status.residentBytes > 1 << 20)
            #expect(status.apps == ["serving": 2])
            #expect(status.generations == ["serving": 2])
            #expect(status.loops.first?.name == "loop-0")
            let version = try get(VersionReport.self, server, "/version")
            #expect(version.version == status.version && version.abi == "1.0")
            #expect(try get(HealthReport.self, server, "/healthz").status == "ok")
            #expect(try get(HealthReport.self, server, "/readyz").status == "ok")
        }
    }

    @Test func healthIsLostWhileTheLifecycleHangsAndReadinessIsNot() throws {
        try withServer(["app": .hello(1)]) { server in
            let gate = try server.directory.gate()
            try server.plugins.install(
                FixturePlugin("constructor-waits.c", defines: [#"GATE="\#(gate.path)""#]),
                as: "held")
            try server.events.next("constructor_waits")
            let answer = try server.control("GET", "/healthz")
            #expect(answer.status == 503)
            #expect(
                try ControlJSON.decode(HealthReport.self, from: answer.body)
                    == HealthReport(status: "stuck", detail: "no answer in 10 s: lifecycle"))
            #expect(try server.control("GET", "/readyz").status == 200)
            #expect(try server.get("app").text == "v1")
            gate.open()
            try server.events.next("app_loaded", app: "held")
            #expect(try server.control("GET", "/healthz").status == 200)
        }
    }

    @Test func anAppTellsOfItself() throws {
        try withServer(["app": .hello(1)]) { server in
            try server.plugins.configure(
                "app", #"{"hostname":"a.example","threads":3,"env":{"SECRET":"hunter2"}}"#)
            try server.events.next("app_swapped", app: "app")
            _ = try server.get("a.example")
            let text = try server.control("GET", "/apps/app").text
            #expect(!text.contains("hunter2"))
            let app = try get(AppReport.self, server, "/apps/app")
            #expect(app.state == .serving && app.source == .directory)
            #expect(app.path == server.plugins.file("app.so"))
            #expect(app.hostnames == ["a.example"])
            #expect(app.servingGeneration == 2)
            #expect(app.settings.laneCountMax == 3)
            #expect(app.settings.environmentNames == ["SECRET"])
            #expect(app.counts.loads == 1 && app.counts.swaps == 1)
            let generation = try #require(app.generations.first { $0.state == .serving })
            #expect(generation.id == 2 && generation.execution == "inline")
            let list = try get(AppListReport.self, server, "/apps")
            #expect(list.apps.map(\.name) == ["app"])
        }
    }

    @Test func whatWasRefusedIsTold() throws {
        try withServer(["app": .hello(1)]) { server in
            try server.plugins.install(Array(repeating: 0x20, count: 100), as: "app")
            try server.events.next("app_rejected", app: "app")
            // Behind the turn in which it was refused.
            try server.control("POST", "/reload")
            let app = try server.app("GET", "/apps/app")
            #expect(app.state == .serving)
            #expect(app.lastFailure?.reason.contains("app.so") == true)
        }
    }

    @Test(arguments: [
        ("GET", "/nix", 404), ("GET", "/apps/nix", 404), ("GET", "/apps/", 404),
        ("GET", "/apps/..%2f", 404), ("POST", "/apps/nix/drain", 404),
        ("POST", "/apps/nix/reload", 404), ("DELETE", "/apps/nix", 404), ("PUT", "/apps", 405),
        ("POST", "/status", 405), ("GET", "/reload", 405), ("GET", "/events?after=x", 400),
        ("GET", "/events?follow=2", 400), ("POST", "/apps", 400),
    ])
    func aRefusalSaysWhatAndWhy(method: String, target: String, status: Int) throws {
        try withServer { server in
            let response = try server.control(method, target)
            #expect(response.status == status)
            let report = try ControlJSON.decode(ErrorReport.self, from: response.body)
            #expect(!report.error.isEmpty && !report.detail.isEmpty)
            #expect((response["allow"] != nil) == (status == 405))
        }
    }

    @Test(arguments: [
        (#"{"#, 400, "body:1:2"), (#"[]"#, 422, "body:1:1"), (#"{}"#, 422, "path"),
        (#"{"path":"/x.so","thread":3}"#, 422, #"did you mean "threads"?"#),
        (#"{"path":"/nowhere/a.so"}"#, 422, "No such file"),
    ])
    func anEntryIsRefusedWithItsPlace(body: String, status: Int, part: String) throws {
        try withServer { server in
            let refused = try server.refusal("POST", "/apps", body: body)
            #expect(refused.status == status)
            #expect(refused.detail.contains(part), "\(refused.detail)")
        }
    }

    @Test func everythingThatIsServedIsDescribed() throws {
        let operations = OpenAPI.shared.operations
        #expect(operations.count == 15)
        try withServer(["app": .hello(1)]) { server in
            for operation in operations where operation.hasPrefix("GET ") {
                let path = String(operation.dropFirst(4)).replacing("{NAME}", with: "app")
                guard path != "/events" else { continue }
                try server.control("GET", path)
                #expect(try server.control("HEAD", path).body.isEmpty)
            }
        }
    }

    @Test func nonsenseEndsTheConnectionAndNothingElse() throws {
        try withServer { server in
            let client = try HTTPConnection(path: server.controlPath)
            try client.send("\u{1}nonsense\r\n\r\n")
            let answer = try client.receive()
            #expect(answer.status == 400)
            #expect(
                try ControlJSON.decode(ErrorReport.self, from: answer.body).error
                    == "BadRequest")
            try client.receiveEnd()
            #expect(try server.control("GET", "/healthz").status == 200)
        }
    }
}
