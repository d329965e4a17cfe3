import ControlAPI
import Testing

/// `add`, `remove`, `reload`, `drain`, `resume` and `rollback`: an operator changes what runs.
struct OperationTests {
    @Test func anAppIsAddedAndRemoved() throws {
        try withServer { server in
            let directory = PluginDirectory(path: server.directory.path)
            try directory.install(.hello(1), as: "new")
            let added = try server.command("add", directory.file("new.so"), "--hostname", "a.b")
            #expect(added.output == "new: serving, generation 1, version 1.0.0\n")
            #expect(added.code == 0 && added.errors.isEmpty)
            #expect(try server.get("a.b").text == "v1")

            let again = try server.command("add", directory.file("new.so"))
            #expect(again.code == 1 && again.output.isEmpty)
            #expect(again.errors.hasPrefix("Error: Conflict: "))
            #expect(again.errors.split(separator: "\n").count == 1)

            let removed = try server.report(AppReport.self, "remove", "new")
            #expect(removed.name == "new")
            try server.events.next("app_removed", app: "new")
            #expect(try server.get("a.b").status == 404)
        }
    }

    @Test func anEntryIsAFileAndWhatTheCommandLineSays() throws {
        try withServer { server in
            let directory = PluginDirectory(path: server.directory.path)
            try directory.install(.environment, as: "plugin")
            try server.directory.write(
                #"{"path": "plugin.so", "name": "x", "threads": 2, "hostname": "h"}"#,
                to: "entry.json")
            let report = try server.report(
                AppReport.self, "add", "--entry", server.directory.file("entry.json"), "--name",
                "mine")
            #expect(report.name == "mine" && report.hostnames == ["h"])
            #expect(report.settings.laneCountMax == 2)
            #expect(report.path == directory.file("plugin.so"))
        }
    }

    @Test func aWrongEntryIsRefusedWithItsReason() throws {
        try withServer { server in
            try server.directory.write(#"{"path": "x.so", "thread": 2}"#, to: "entry.json")
            let result = try server.command(
                "add", "--entry", server.directory.file("entry.json"))
            #expect(result.code == 1)
            #expect(result.errors.contains(#"(did you mean "threads"?)"#))
        }
    }

    @Test func anAppIsReloadedAlthoughItsFileIsTheSame() throws {
        try withServer(["app": .hello(1)]) { server in
            let result = try server.command("reload", "app")
            #expect(result.code == 0)
            #expect(result.output == "app: serving, generation 2, version 1.0.0\n")
            let unknown = try server.command("reload", "nobody")
            #expect(unknown.code == 1 && unknown.errors.contains("nobody"))
        }
    }

    @Test func everythingIsReadAgain() throws {
        try withServer(["app": .hello(1)]) { server in
            let result = try server.command("reload")
            #expect(result.output == "0 added, 0 removed, 0 changed, 1 unchanged\n")
            #expect(try server.report(ReloadReport.self, "reload").unchanged == 1)
            try server.events.next("config_reload_complete")
        }
    }

    @Test func anAppIsDrainedAndResumed() throws {
        try withServer(["app": .hello(1)]) { server in
            let drained = try server.command("drain", "app", "--wait")
            #expect(drained.code == 0 && drained.output == "app: drained and unloaded\n")
            #expect(try server.get("app").status == 503)
            #expect(try server.command("apps").output.contains(/app  drained +–/))
            let resumed = try server.command("resume", "app")
            #expect(resumed.output == "app: serving, generation 2, version 1.0.0\n")
            #expect(try server.get("app").text == "v1")
            #expect(try server.command("resume", "app").code == 1)
        }
    }

    @Test func anAppIsRolledBackAndForward() throws {
        try withServer(["app": .hello(1)]) { server in
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_unloaded", app: "app")
            #expect(try server.get("app").text == "v2")
            let back = try server.command("rollback", "app")
            #expect(back.code == 0 && back.output.hasPrefix("app: serving, generation 3"))
            #expect(try server.get("app").text == "v1")
            #expect(try server.report(AppReport.self, "rollback", "app").servingGeneration == 4)
            #expect(try server.get("app").text == "v2")
        }
    }

    @Test(arguments: [
        ["add"], ["remove"], ["drain"], ["events", "--after", "x"], ["app", "x", "y"],
        ["status", "--control", "a", "--url", "http://b"], ["status", "--token-file", "x"],
    ])
    func wrongUsageIsRefusedWith64(arguments: [String]) throws {
        let result = try CommandResult(arguments)
        #expect(result.code == 64 && result.output.isEmpty)
        #expect(result.errors.hasPrefix("Error: "))
    }

    @Test func withoutARuntimeTheStatusIs69() throws {
        let result = try CommandResult(["apps"], environment: ["NANO_CONTROL": "/nowhere/socket"])
        #expect(result.code == 69)
        #expect(result.errors.hasPrefix("Error: /nowhere/socket: No such file or directory: "))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test func theSocketIsFoundWhereServeMakesIt() throws {
        try withServer(["app": .hello(1)]) { server in
            let state = server.directory.file("state")
            let result = try CommandResult(["apps"], environment: ["STATE_DIRECTORY": state])
            #expect(result.code == 0)
        }
    }
}
