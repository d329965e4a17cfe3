import Testing

/// What `nano-tools inspect` says of a file is what the runtime then does with it.
struct VerdictTests {
    /// Fixtures, and the verdict on each.
    static let verdicts: [(FixturePlugin, String)] = [
        (.hello(1), "unloadable"),
        (FixturePlugin("constructor.c"), "unloadable"),
        (FixturePlugin("static-tls.c", defines: ["ROOM=64"]), "unloadable"),
        (.embeddedSwift, "unloadable"),
        (.fullSwift, "unloadable"),
        (FixturePlugin("thread-local.cc"), "unloadable on lanes"),
        (FixturePlugin("pthread-key.c"), "unloadable on lanes"),
        (FixturePlugin("gnu-unique.c", isLinkedLoosely: true), "pinned"),
        (FixturePlugin("hello.c", defines: ["VERSION=1"], options: ["-Wl,-z,nodelete"]), "pinned"),
        (
            FixturePlugin("hello.c", defines: ["VERSION=1"], options: ["-Wl,-z,execstack"]),
            "refused"
        ),
        (FixturePlugin("text-relocation.c", options: ["-Wl,-z,notext"]), "refused"),
        (FixturePlugin("static-tls.c", defines: ["ROOM=4096"]), "refused"),
        (.foreignABI(major: 2, minorMin: 0), "refused"),
    ]

    @Test(arguments: verdicts)
    func theRuntimeDoesWhatInspectSays(plugin: FixturePlugin, verdict: String) throws {
        try withServer(["other": .hello(1)]) { server in
            try server.plugins.install(plugin, as: "app")
            let inspection = try Inspection.read(server.plugins.file("app.so"))
            #expect(inspection.unloadClass == verdict)
            guard verdict != "refused" else {
                let rejected = try server.events.next("app_rejected", app: "app")
                #expect(rejected.reason == inspection.refusal)
                #expect(try server.images().map(\.app) == ["other"])
                return
            }
            let loaded = try server.events.next("app_loaded", app: "app")
            #expect(loaded.execution == inspection.executionClass)
            #expect(loaded.unloadClass == inspection.unloadClass)
            #expect(loaded.hazards == inspection.hazards.map(\.name))
            #expect(try server.get("app").status == 200)
            try server.plugins.remove("app")
            try expectTheEnd(inspection, of: server)
        }
    }

    private func expectTheEnd(_ inspection: Inspection, of server: ServerProcess) throws {
        guard inspection.unloadClass == "pinned" else {
            try server.events.next("app_unloaded", app: "app") { $0.unmapped == true }
            #expect(try server.images().map(\.app) == ["other"])
            return
        }
        let pinned = try server.events.next("app_pinned", app: "app")
        let hazard = try #require(inspection.hazards.first)
        #expect(pinned.reason == "\(hazard.reason) (\(hazard.cure))")
        #expect(try server.images().map(\.app) == ["app", "other"])
    }

    @Test func aPluginWithALittleStaticTLSCanBeSwapped() throws {
        let plugin = FixturePlugin("static-tls.c", defines: ["ROOM=64"])
        try withServer(["app": plugin]) { server in
            for _ in 1...10 {
                try server.plugins.install(plugin, as: "app")
                try server.events.next("app_swapped", app: "app")
                #expect(try server.get("app").status == 200)
                try server.events.next("app_unloaded", app: "app")
            }
        }
    }
}
