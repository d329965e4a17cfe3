import Testing

/// What an operator sees at a terminal, and a script does not.
struct TerminalTests {
    static let takenOver = "\u{1B}[?1049h"
    static let givenBack = "\u{1B}[?1049l"

    func terminal(_ words: String..., on server: ServerProcess) throws -> PseudoTerminal {
        try PseudoTerminal(Checkout.runtime, words + ["--control", server.controlPath])
    }

    @Test func topShowsTheAppsUntilItIsQuit() throws {
        try withServer(["app": .hello(1)]) { server in
            let terminal = try terminal("top", on: server)
            try terminal.read(until: Self.takenOver)
            try terminal.read(until: "GENERATION")
            try terminal.read(until: "app ")
            #expect(!terminal.isAsUsual)
            try terminal.type("n")
            try terminal.read(until: "sorted by name")
            #expect(try server.get("app").status == 200)
            try terminal.type("q")
            #expect(try terminal.waitForEnd() == 0)
            #expect(terminal.text.hasSuffix(Self.givenBack))
            #expect(terminal.isAsUsual)
        }
    }

    @Test func topFollowsTheTerminalsSize() throws {
        try withServer(["app": .hello(1)]) { server in
            let terminal = try terminal("top", on: server)
            try terminal.read(until: "GENERATION")
            terminal.resize(width: 20, height: 6)
            try terminal.read(until: "…")
            try terminal.type("q")
            #expect(try terminal.waitForEnd() == 0)
        }
    }

    @Test func anInterruptGivesTheTerminalBack() throws {
        try withServer(["app": .hello(1)]) { server in
            let terminal = try terminal("top", on: server)
            try terminal.read(until: "GENERATION")
            try terminal.type("\u{3}")
            #expect(try terminal.waitForEnd() == 0)
            #expect(terminal.text.hasSuffix(Self.givenBack))
            #expect(terminal.isAsUsual)
        }
    }

    @Test func topSaysThatTheServerHasGone() throws {
        try withServer(["app": .hello(1)]) { server in
            let terminal = try terminal("top", on: server)
            try terminal.read(until: "GENERATION")
            #expect(try server.terminate() == 0)
            try terminal.read(until: "No such file or directory")
            try terminal.type("q")
            #expect(try terminal.waitForEnd() == 0)
        }
    }

    @Test func statesHaveColours() throws {
        try withServer(["app": .hello(1)]) { server in
            let terminal = try terminal("apps", on: server)
            #expect(try terminal.waitForEnd() == 0)
            #expect(terminal.text.contains("\u{1B}[32mserving\u{1B}[0m"))
        }
    }

    @Test func aDrainThatIsWaitedForShowsABar() throws {
        try withServer(["app": .held]) { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            let terminal = try terminal("drain", "app", "--wait", on: server)
            try terminal.read(until: "app: [----")
            try terminal.read(until: "1 of 1 in flight")
            gate.open()
            #expect(try inFlight.receive().status == 200)
            #expect(try terminal.waitForEnd() == 0)
            #expect(terminal.text.hasSuffix("\r\u{1B}[Kapp: drained and unloaded\r\n"))
        }
    }

    @Test func aDrainThatEndsWithAThreadInsideSaysSo() throws {
        try withServer(["app": .held], "--drain-timeout", "1") { server in
            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "app")
            try server.events.next("app_log", app: "app")
            let result = try server.command("remove", "app", "--wait")
            #expect(result.code == 1)
            #expect(result.output.hasPrefix("app: drained, but generation 1 is parked"))
            #expect(result.errors.hasPrefix("app: 1 of 1 in flight"))
            let json = try server.command("app", "app")
            #expect(json.output.contains("generation 1 is parked"))
            gate.open()
            try server.events.next("app_unloaded", app: "app")
        }
    }
}
