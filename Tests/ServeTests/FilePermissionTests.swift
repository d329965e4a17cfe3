import Foundation
import Testing

/// Plugins and configuration that other users could change: refused with the command that mends
/// it, and taken as soon as it is mended.
struct FilePermissionTests {
    private func change(_ path: String, mode: mode_t) throws {
        guard chmod(path, mode) == 0 else { throw TestFailure.system("chmod", errno) }
    }

    private func start(_ directory: TestDirectory, _ arguments: [String]) throws -> CommandResult {
        try CommandResult(
            ["serve", "--port", "0", "--state-directory", directory.file("state")] + arguments)
    }

    @Test(arguments: [0o664, 0o646] as [mode_t])
    func aPluginThatOthersCanWriteIsRefusedUntilTheyCannot(mode: mode_t) throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let path = server.plugins.file("app.so")
            let hidden = server.plugins.file(".new")
            try PluginDirectory.write(PluginBuilder.bytes(of: .hello(2)), to: hidden)
            try change(hidden, mode: mode)
            try server.plugins.rename(hidden, to: path)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(
                rejected.reason
                    == "\(path): expected no write permission for group and others, got mode "
                    + "0\(String(mode, radix: 8)); to mend it: chmod go-w \(path)")
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")

            try change(path, mode: 0o644)
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            #expect(try server.get("other").text == "v1")
            #expect(server.events.count("app_rejected") == 1)
        }
    }

    @Test func aDirectoryThatOthersCanWriteDeploysNothingUntilTheyCannot() throws {
        try withServer(["app": .hello(1)]) { server in
            try change(server.plugins.path, mode: 0o777)
            try server.plugins.install(.hello(2), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            let path = server.plugins.path
            #expect(
                rejected.reason
                    == "\(path): expected no write permission for group and others, got mode 0777; "
                    + "to mend it: chmod go-w \(path)")
            #expect(try server.get("app").text == "v1")

            try change(server.plugins.path, mode: 0o755)
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
        }
    }

    @Test func theSameRefusalIsReportedAgainWhenItComesAgain() throws {
        try withServer(["app": .hello(1)]) { server in
            for version in [2, 3] {
                try change(server.plugins.path, mode: 0o775)
                try server.plugins.install(.hello(version), as: "app")
                try server.events.next("app_rejected", app: "app")
                try change(server.plugins.path, mode: 0o755)
                try server.events.next("app_swapped", app: "app")
                #expect(try server.get("app").text == "v\(version)")
            }
        }
    }

    @Test func aConfigurationThatOthersCanWriteIsRefusedAndTheOldOneStands() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "app")
        let config = directory.file("nano.json")
        let text = #"{"apps": [{"name": "app", "path": "plugins/app.so"}]}"#
        try directory.write(text, to: "nano.json")
        try withServer(in: directory, ["--config", config]) { server in
            try change(config, mode: 0o666)
            let failed = try server.events.next("config_reload_failed")
            #expect(failed.reason?.hasSuffix("to mend it: chmod go-w \(config)") == true)
            #expect(try server.get("app").text == "v1")
            try change(config, mode: 0o644)
            try server.events.next("config_reload_complete")
        }
        try change(config, mode: 0o666)
        let result = try start(directory, ["--config", config])
        #expect(result.code == 1)
        #expect(
            result.errors
                == "Error: \(config): expected no write permission for group and others, got mode "
                + "0666; to mend it: chmod go-w \(config)\n")
    }

    @Test func anEntryThatOthersCanWriteRefusesItsAppOnly() throws {
        try withServer(["app": .named, "other": .named]) { server in
            let entry = server.plugins.file("app.json")
            let hidden = server.plugins.file(".entry")
            try PluginDirectory.write(Array(#"{"hostname": "renamed"}"#.utf8), to: hidden)
            try change(hidden, mode: 0o622)
            try server.plugins.rename(hidden, to: entry)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.hasSuffix("to mend it: chmod go-w \(entry)") == true)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "app")
            #expect(try server.get("other").text == "other")
            try change(entry, mode: 0o644)
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("renamed").text == "app")
        }
    }

    @Test func trustedKeysThatOthersCanWriteKeepTheProcessFromStarting() throws {
        let directory = try TestDirectory()
        let keys = directory.file("nano.pub")
        try directory.write("", to: "nano.pub")
        try change(keys, mode: 0o664)
        let result = try start(directory, [directory.plugins.path, "--trusted-keys", keys])
        #expect(result.code == 1)
        #expect(
            result.errors
                == "Error: trusted keys: \(keys): expected no write permission for group and "
                + "others, got mode 0664; to mend it: chmod go-w \(keys)\n")
    }

    @Test func aDirectoryThatOthersCanWriteKeepsTheProcessFromStarting() throws {
        let directory = try TestDirectory()
        try change(directory.plugins.path, mode: 0o775)
        let result = try start(directory, [directory.plugins.path])
        #expect(result.code == 1)
        let path = directory.plugins.path
        #expect(
            result.errors
                == "Error: \(path): expected no write permission for group and others, got mode "
                + "0775; to mend it: chmod go-w \(path)\n")
    }

    @Test(.enabled(if: geteuid() == 0, "only root can give a file away"))
    func whatBelongsToAnotherUserIsRefused() throws {
        try withServer(["other": .hello(1)]) { server in
            let path = server.plugins.file("app.so")
            let hidden = server.plugins.file(".new")
            try PluginDirectory.write(PluginBuilder.bytes(of: .hello(2)), to: hidden)
            #expect(chown(hidden, 12_345, 12_345) == 0)
            try server.plugins.rename(hidden, to: path)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(
                rejected.reason
                    == "\(path): expected an owner of root, got user 12345; "
                    + "to trust it: chown 0 \(path)")
            #expect(try server.get("other").text == "v1")
            #expect(chown(path, 0, 0) == 0)
            try server.events.next("app_loaded", app: "app")
        }
    }

    @Test func aLinkOutOfTheDirectoryIsRefusedAndAConfiguredOneIsNot() throws {
        let directory = try TestDirectory()
        let outside = directory.file("outside.so")
        try PluginDirectory.write(PluginBuilder.bytes(of: .hello(1)), to: outside)
        #expect(symlink(outside, directory.file("named.so")) == 0)
        try directory.write(
            #"{"apps": [{"name": "named", "path": "named.so"}]}"#, to: "nano.json")
        let arguments = [directory.plugins.path, "--config", directory.file("nano.json")]
        try withServer(in: directory, arguments) { server in
            #expect(symlink(outside, server.plugins.file("found.so")) == 0)
            let rejected = try server.events.next("app_rejected", app: "found")
            #expect(
                rejected.reason
                    == "\(server.plugins.file("found.so")): expected a file in "
                    + "\(server.plugins.path), got a symbolic link that leads out of it; "
                    + "copy the file, or name it in --config")
            #expect(try server.get("named").text == "v1")
        }
    }

    @Test func insecurePermissionsAllowsAllOfItAndSaysSo() throws {
        let directory = try TestDirectory()
        let outside = directory.file("outside.so")
        try PluginDirectory.write(PluginBuilder.bytes(of: .hello(1)), to: outside)
        #expect(symlink(outside, directory.plugins.file("linked.so")) == 0)
        try directory.plugins.install(.hello(2), as: "written")
        try change(directory.plugins.file("written.so"), mode: 0o666)
        try change(directory.plugins.path, mode: 0o777)
        try withServer(in: directory, [directory.plugins.path, "--insecure-permissions"]) {
            let notice = try $0.events.next("insecure_permissions")
            #expect(notice.level == "warning")
            #expect(notice.allows?.count == 3)
            #expect(try $0.get("linked").text == "v1")
            #expect(try $0.get("written").text == "v2")
            #expect($0.events.count("app_rejected") == 0)
        }
    }
}
