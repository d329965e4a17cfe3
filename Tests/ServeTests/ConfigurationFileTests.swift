import Glibc
import Testing

/// `--config nano.json` and the `NAME.json` beside a plugin: read, watched, and read again.
struct ConfigurationFileTests {
    @Test func theFileNamesAppsPathsAndHosts() throws {
        try withConfiguration(
            """
            {"drain_timeout_s": 7, "apps": [
              {"name": "one", "path": "lib/one.so", "hostnames": ["one.example", "uno.example"]},
              {"name": "two", "path": "lib/two.so", "env": {"GREETING": "hi"}}
            ]}
            """, ["one": .named, "two": .environment]
        ) { server throws in
            #expect(try server.get("one.example").text == "one")
            #expect(try server.get("UNO.example:80").text == "one")
            #expect(try server.get("one").status == 404)
            #expect(try server.get("two.localhost").text == "hi")
        }
    }

    @Test func anEntryThatIsAddedRemovedOrChangedIsLoadedDrainedOrSwapped() throws {
        let entries = [
            #"{"name": "a", "path": "lib/a.so", "env": {"GREETING": "first"}}"#,
            #"{"name": "b", "path": "lib/b.so"}"#,
        ]
        let plugins = ["a": FixturePlugin.environment, "b": .named, "c": .named]
        try withConfiguration(Self.file(entries), plugins) { server in
            let changed = [
                #"{"name": "a", "path": "lib/a.so", "env": {"GREETING": "second"}}"#,
                #"{"name": "c", "path": "lib/c.so"}"#,
            ]
            try server.directory.write(Self.file(changed), to: "nano.json")
            try server.events.next("config_reload_start")
            let reload = try server.events.next("config_reload_complete")
            #expect(
                [reload.added, reload.removed, reload.changed, reload.unchanged] == [1, 1, 1, 0])
            try server.events.next("app_swapped", app: "a")
            try server.events.next("app_loaded", app: "c")
            try server.events.next("app_unloaded", app: "b")
            try server.events.next("app_removed", app: "b")
            #expect(try server.get("a").text == "second")
            #expect(try server.get("c").text == "c")
            #expect(try server.get("b").status == 404)
        }
    }

    @Test func anInvalidFileChangesNothingAndSaysWhereAndWhy() throws {
        let good = Self.file([#"{"name": "a", "path": "lib/a.so"}"#])
        try withConfiguration(good, ["a": .named]) { server in
            try server.directory.write("{\n  \"port\": \"x\"\n}\n", to: "nano.json")
            let failed = try server.events.next("config_reload_failed")
            let file = server.directory.file("nano.json")
            #expect(failed.reason?.hasPrefix("\(file):2:11: port: expected ") == true)
            #expect(failed.reason?.contains(#"got the string "x""#) == true)
            #expect(try server.get("a").text == "a")

            try server.directory.write(good, to: "nano.json")
            let reload = try server.events.next("config_reload_complete")
            #expect(
                [reload.added, reload.removed, reload.changed, reload.unchanged] == [0, 0, 0, 1])
        }
    }

    @Test func anInvalidEntryIsRejectedAndItsRunningAppStays() throws {
        let good = #"{"name": "a", "path": "lib/a.so"}"#
        try withConfiguration(Self.file([good]), ["a": .named, "b": .named]) { server in
            let bad = #"{"name": "a", "path": "lib/a.so", "max_body_bytes": "10M"}"#
            try server.directory.write(
                Self.file([bad, #"{"name": "b", "path": "lib/b.so"}"#]), to: "nano.json")
            let rejected = try server.events.next("app_rejected", app: "a")
            #expect(rejected.reason?.contains("apps[0].max_body_bytes: expected") == true)
            #expect(rejected.serving == true)
            try server.events.next("app_loaded", app: "b")
            #expect(try server.get("a").text == "a")
        }
    }

    @Test func theProcessDoesNotStartWithAnInvalidFile() throws {
        let directory = try TestDirectory()
        try directory.write("{\"apps\": [}", to: "nano.json")
        let result = try CommandResult(["serve", "--config", directory.file("nano.json")])
        #expect(result.code == 1)
        #expect(result.errors.contains("nano.json:1:11: "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func aHangupReadsTheFileAgain() throws {
        let good = Self.file([#"{"name": "a", "path": "lib/a.so"}"#])
        try withConfiguration(good, ["a": .named]) { server in
            server.process.signal(SIGHUP)
            try server.events.next("config_reload_start")
            #expect(try server.events.next("config_reload_complete").unchanged == 1)
            #expect(try server.get("a").text == "a")
        }
    }

    @Test func aChangedPluginFileIsASwap() throws {
        let entry = Self.file([#"{"name": "a", "path": "lib/a.so"}"#])
        try withConfiguration(entry, ["a": .hello(1)]) { server in
            try Self.library(server.directory).install(.hello(2), as: "a")
            try server.events.next("app_swapped", app: "a")
            #expect(try server.get("a").text == "v2")
        }
    }

    @Test func aMissingPluginIsRejectedAndLoadedWhenItComes() throws {
        let entry = Self.file([#"{"name": "a", "path": "lib/a.so"}"#])
        try withConfiguration(entry, [:]) { server in
            let rejected = try server.events.next("app_rejected", app: "a")
            #expect(rejected.reason?.hasSuffix("lib/a.so: stat: No such file or directory") == true)
            try Self.library(server.directory).install(.hello(2), as: "a")
            try server.events.next("app_loaded", app: "a")
            #expect(try server.get("a").text == "v2")
        }
    }

    @Test func anAppsOwnFileSetsHostVariablesLimitAndDrainTimeout() throws {
        try withServer(["app": .environment, "held": .held, "other": .named]) { server in
            try server.plugins.configure(
                "app", #"{"hostname": "a.example", "env": {"GREETING": "hi"}, "max_body_bytes": 4}"#
            )
            try server.plugins.configure("held", #"{"drain_timeout_s": 2.5}"#)
            try server.events.next("app_swapped", app: "app")
            try server.events.next("app_swapped", app: "held")
            let client = try server.connect()
            #expect(try client.answer("POST", host: "a.example", body: "four").text == "hi")
            #expect(try client.answer("POST", host: "a.example", body: "fives").status == 413)
            #expect(try server.get("app").status == 404)

            let gate = try server.directory.gate()
            let inFlight = try server.connect()
            try inFlight.request("GET", "/?\(gate.path)", host: "held")
            try server.events.next("app_log", app: "held")
            try server.plugins.remove("held")
            #expect(
                try server.events.next("app_drain_start", app: "held") { $0.active == 1 }.timeoutMs
                    == 2_500)
            #expect(try server.get("held")["Retry-After"] == "3")
            gate.open()
            #expect(try inFlight.receive().status == 200)
        }
    }

    @Test func anInvalidFileOfAnAppIsRejectedAndTheAppStaysAsItWas() throws {
        try withServer(["app": .environment]) { server in
            try server.plugins.configure("app", #"{"env": {"GREETING": "hi"}}"#)
            try server.events.next("app_swapped", app: "app")
            try server.plugins.configure("app", #"{"env": 7}"#)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains("app.json:1:9: env: expected") == true)
            #expect(try server.get("app").text == "hi")
        }
    }

    private static func file(_ entries: [String]) -> String {
        #"{"apps": [\#(entries.joined(separator: ", "))]}"#
    }

    private static func library(_ directory: TestDirectory) -> PluginDirectory {
        PluginDirectory(path: directory.file("lib"))
    }

    /// A server of `nano.json`, with plugins in `lib` beside it.
    private func withConfiguration(
        _ json: String, _ plugins: [String: FixturePlugin], body: (ServerProcess) throws -> Void
    ) throws {
        let directory = try TestDirectory()
        #expect(mkdir(directory.file("lib"), 0o700) == 0)
        for (name, plugin) in plugins { try Self.library(directory).install(plugin, as: name) }
        try directory.write(json, to: "nano.json")
        try withServer(in: directory, ["--config", directory.file("nano.json")], body: body)
    }
}
