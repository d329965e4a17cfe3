import Foundation
import Testing

/// The dashboard of the real binary in a real browser.
@Suite(.serialized, .enabled(if: Browser.isInstalled, "no Chromium is installed"))
struct DashboardTests {
    @Test func aSwapIsSeenAsItHappens() throws {
        try withDashboard(["app": .hello(1), "other": .hello(1)]) { server, browser, address in
            let first = try server.events.next("app_loaded", app: "app").generation ?? 0
            try browser.wait(for: DashboardPage.row("app", says: "#\(first)"))
            try browser.wait(for: DashboardPage.row("app", says: "serving"))

            try server.plugins.install(.hello(2), as: "app")
            let second = try server.events.next("app_swapped", app: "app").generation ?? 0
            #expect(second != first)
            try browser.wait(for: DashboardPage.row("app", says: "#\(second)"))
            try browser.wait(for: DashboardPage.event("app_swapped", says: "#\(second)"))
            try expectNothingAmiss(browser, address)
        }
    }

    @Test func aDrainIsSeenWithItsProgressAndWhatHoldsIt() throws {
        try withDashboard(["app": .held, "other": .hello(1)]) { server, browser, address in
            try browser.wait(for: DashboardPage.row("app", says: "serving"))
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/slow?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            try server.plugins.remove("app")
            try server.events.next("app_drain_start", app: "app")
            try browser.wait(for: DashboardPage.row("app", says: "draining"))

            try browser.evaluate("document.querySelector('#apps-table').focus()")
            try browser.press("ArrowDown", "Enter")
            try browser.wait(for: DashboardPage.panel("h2", says: "app"))
            for words in ["1 of 1 left", "until they are cut"] {
                try browser.wait(for: DashboardPage.panel(".drain:not([hidden])", says: words))
            }
            for words in ["GET /slow", "handler on lane", "127.0.0.1:"] {
                try browser.wait(for: DashboardPage.panel(".generation", says: words))
            }
            try browser.wait(for: DashboardPage.event("app_drain_start", says: "active=1"))
            if let path = ProcessInfo.processInfo.environment["NANO_DASHBOARD_SCREENSHOT"] {
                try browser.takeScreenshot(path)
            }

            gate.open()
            #expect(try inFlight.receive().text == "let go")
            try server.events.next("app_removed", app: "app")
            try browser.wait(for: "!(\(DashboardPage.row("app", says: "")))")
            try browser.wait(for: DashboardPage.panel("*", says: "This app is gone"))
            try browser.wait(for: DashboardPage.event("app_unloaded", says: "unmapped=true"))
            // It may have gone between two questions of the same second.
            try expectNothingAmiss(browser, address, but: "http://\(address)/apps/app")
        }
    }

    @Test func theKeyboardReachesAnAppAndItsPanel() throws {
        try withDashboard(["one": .hello(1), "two": .hello(1)]) { server, browser, address in
            try browser.wait(for: DashboardPage.row("two", says: "serving"))
            // The link past the head of the page, which leads to the table.
            try browser.press("Tab", "Enter")
            try browser.wait(for: "document.activeElement.id === 'apps-table'")
            try browser.press("ArrowDown", "ArrowDown")
            try browser.wait(for: DashboardPage.activeRow(says: "two"))
            try browser.press("Enter")
            try browser.wait(for: "document.activeElement.id === 'panel-title'")
            try browser.wait(for: DashboardPage.panel("h2", says: "two"))
            #expect(try browser.evaluate("location.hash") == "#app=two")

            try browser.press("Escape")
            try browser.wait(for: "document.activeElement.id === 'apps-table'")
            try browser.wait(for: "document.querySelector('#panel').hidden")
            try expectNothingAmiss(browser, address)
        }
    }

    @Test func aServerThatIsAwayIsToldAndTheDataStays() throws {
        let directory = try TestDirectory()
        let arguments = try directory.deploy(["app": .hello(1)])
        let browser = try Browser(directory)
        var address = ""
        try withServer(in: directory, arguments + ["--status", "127.0.0.1:0"]) { server in
            address = try server.statusAddress
            try browser.open("http://\(address)/")
            try browser.wait(for: DashboardPage.row("app", says: "serving"))
            try browser.wait(for: "document.querySelector('#link.up')")
        }
        try browser.wait(for: "document.querySelector('#link.down')?.textContent.includes('lost')")
        #expect(try browser.evaluate("document.body.classList.contains('stale')") == "true")
        #expect(try browser.evaluate(DashboardPage.row("app", says: "serving")) == "true")

        try withServer(in: directory, arguments + ["--status", address]) { server in
            let generation = try server.events.next("app_loaded", app: "app").generation ?? 0
            try browser.wait(for: "document.querySelector('#link.up')")
            try browser.wait(for: DashboardPage.row("app", says: "#\(generation)"))
            // Its events are counted from one again, and come all the same.
            let pid = "pid=\(server.process.pid)"
            try browser.wait(for: DashboardPage.event("server_start", says: pid))
        }
    }

    private func withDashboard(
        _ plugins: [String: FixturePlugin], body: (ServerProcess, Browser, String) throws -> Void
    ) throws {
        try withServer(plugins, "--status", "127.0.0.1:0") { server in
            let address = try server.statusAddress
            let browser = try Browser(server.directory)
            try browser.open("http://\(address)/")
            try body(server, browser, address)
        }
    }

    /// No error of the page's, nothing that its policy forbade, and nothing asked of anybody else.
    /// - Parameter unknown: what the server may have answered with 404.
    private func expectNothingAmiss(
        _ browser: Browser, _ address: String, but unknown: String? = nil
    ) throws {
        // Behind its answer nothing is on its way that was said before.
        try browser.evaluate("1")
        let complaints = browser.complaints.filter { complaint in
            unknown.map { !complaint.hasSuffix("404 (Not Found) \($0)") } ?? true
        }
        #expect(complaints.isEmpty)
        #expect(!browser.requests.isEmpty)
        for request in browser.requests {
            #expect(request.hasPrefix("http://\(address)/") || request == "data:,")
        }
    }
}
