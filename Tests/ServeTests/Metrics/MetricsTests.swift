import Foundation
import Testing

/// `/metrics` of the real binary, after apps have served, drained, been refused and crashed.
@Suite(.serialized) struct MetricsTests {
    private static let promtool = "/usr/bin/promtool"
    private static let isInstalled = FileManager.default.isExecutableFile(atPath: promtool)

    private static func page(
        _ server: ServerProcess, _ accept: String = ""
    ) throws -> HTTPResponse {
        try server.control("GET", "/metrics", fields: accept.isEmpty ? [] : ["Accept: \(accept)"])
    }

    private static func lines(_ server: ServerProcess) throws -> Set<String> {
        Set(try page(server).text.split(separator: "\n").map(String.init))
    }

    /// Everything that an app can go through.
    private static func live(_ server: ServerProcess) throws {
        try server.plugins.install(ExamplePlugin.crash(isInline: true), as: "crash")
        try server.events.next("app_loaded", app: "crash")
        #expect(try server.get("crash", "/segv").status == 502)
        try server.events.next("app_reloaded", app: "crash")
        try server.events.next("app_pinned", app: "crash")
        for _ in 0..<3 { #expect(try server.get("services", "/count").status == 200) }

        let gate = try server.directory.gate()
        let held = try server.connect()
        try held.request("GET", "/?\(gate.path)", host: "shop")
        try server.events.next("app_log", app: "shop")
        try server.plugins.install(.hello(2), as: "shop")
        try server.events.next("app_swapped", app: "shop")
        #expect(try server.get("shop").text == "v2")
        #expect(
            try lines(server).contains(#"nano_app_generations{app="shop",state="draining"} 1"#))
        #expect(try lines(server).contains(#"nano_http_requests_in_flight{app="shop"} 1"#))
        gate.open()
        #expect(try held.receive().status == 200)
        try server.events.next("app_unloaded", app: "shop")

        try server.plugins.install(FixturePlugin("create-fails.c"), as: "shop")
        try server.events.next("app_rejected", app: "shop")
        try server.app("POST", "/apps/other/drain")
        #expect(try server.get("other").status == 503)
    }

    private static let told = [
        #"nano_http_requests_total{app="shop",code="200"} 2"#,
        #"nano_http_requests_total{app="crash",code="502"} 1"#,
        #"nano_http_requests_total{app="other",code="503"} 1"#,
        #"nano_http_request_duration_seconds_count{app="shop"} 2"#,
        #"nano_http_requests_in_flight{app="shop"} 0"#,
        #"nano_app_unavailable_total{app="other",reason="drained"} 1"#,
        #"nano_app_state{app="other",state="drained"} 1"#,
        #"nano_app_loads_total{app="shop"} 1"#,
        #"nano_app_swaps_total{app="shop"} 1"#,
        #"nano_app_drain_duration_seconds_count{app="shop"} 1"#,
        #"nano_app_load_failures_total{app="shop",reason="create"} 1"#,
        #"nano_app_faults_total{app="crash"} 1"#,
        #"nano_app_generations{app="crash",state="pinned"} 1"#,
        #"nano_app_generations{app="shop",state="serving"} 1"#,
        #"visits_total{app="services"} 3"#,
        "nano_ready 1",
    ]

    @Test func whatAppsHaveGoneThroughIsToldAndPromtoolHasNothingToSay() throws {
        let plugins = [
            "shop": FixturePlugin.held, "other": .hello(1), "services": FixturePlugin("services.c"),
        ]
        try withServer(plugins) { server in
            try Self.live(server)
            let lines = try Self.lines(server)
            for line in Self.told { #expect(lines.contains(line), "\(line)") }
            try Self.expectApproval(of: Self.page(server).text, server.directory)
        }
    }

    private static func expectApproval(of page: String, _ directory: TestDirectory) throws {
        guard isInstalled else { return }
        try directory.write(page, to: "page.txt")
        let result = try CommandResult(
            "/bin/sh", ["-c", "\(promtool) check metrics < \"$0\"", directory.file("page.txt")])
        #expect(result.code == 0, "\(result.output)\(result.errors)")
    }

    @Test func theFormatIsWhatTheClientPrefers() throws {
        try withServer(["shop": .hello(1)], "--status", "127.0.0.1:0") { server in
            let text = try Self.page(server)
            #expect(text["Content-Type"] == "text/plain; version=0.0.4; charset=utf-8")
            #expect(!text.text.contains("# EOF"))
            let open = try Self.page(server, "application/openmetrics-text;version=1.0.0")
            #expect(
                open["Content-Type"]
                    == "application/openmetrics-text; version=1.0.0; charset=utf-8")
            #expect(open.text.hasSuffix("# EOF\n"))
            // The status listener has the same.
            let port = try #require(try server.statusAddress.split(separator: ":").last)
            let status = try HTTPConnection(port: Int(port) ?? 0).answer(
                "GET", "/metrics", host: "status", fields: ["Connection: close"])
            #expect(status["Content-Type"] == text["Content-Type"])
        }
    }

    @Test func anAppThatIsRemovedVanishes() throws {
        try withServer(["shop": .hello(1), "other": .hello(1)]) { server in
            #expect(try Self.page(server).text.contains(#"app="shop""#))
            try server.plugins.remove("shop")
            try server.events.next("app_removed", app: "shop")
            // The board is written at the end of the turn in which that was said.
            #expect(try server.control("POST", "/reload").status == 200)
            #expect(try !Self.page(server).text.contains(#"app="shop""#))
        }
    }

    @Test(.enabled(if: Self.isInstalled, "no promtool is installed"))
    func theAlertsAreRulesAndFireWhenTheyAreMeantTo() throws {
        let packaging = "\(Checkout.path)/packaging"
        for words in [
            ["check", "rules", "\(packaging)/prometheus-alerts.yaml"],
            ["test", "rules", "\(packaging)/prometheus-alerts-test.yaml"],
        ] {
            let result = try CommandResult(Self.promtool, words)
            #expect(result.code == 0, "\(result.output)\(result.errors)")
        }
    }
}
