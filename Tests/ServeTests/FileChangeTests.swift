import Foundation
import Testing

/// Files that change while the runtime is busy with them: what counts is what is there in the end,
/// and nobody notices the way to it.
struct FileChangeTests {
    /// Serves `app` and `other`, holds the lifecycle in a constructor while `meanwhile` runs, and
    /// lets it go. Requests to `other` go on all the time, and none of them may fail.
    private func whileHeld(
        _ meanwhile: (ServerProcess) throws -> Void, then check: (ServerProcess) throws -> Void
    ) throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 4, host: "other")
            let gate = try server.directory.gate()
            try server.plugins.install(
                FixturePlugin("constructor-waits.c", defines: [#"GATE="\#(gate.path)""#]),
                as: "held")
            try server.events.next("constructor_waits")
            try meanwhile(server)
            try load.awaitResponses(16)
            gate.open()
            try check(server)
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Array(report.responses.keys) == ["200 v1"])
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    @Test func aPluginThatIsDeletedWhileItIsLoadedServesAndIsRemoved() throws {
        try whileHeld { server in
            try server.plugins.remove("held")
        } then: { server in
            try server.events.next("app_loaded", app: "held")
            try server.events.next("app_unloaded", app: "held")
            try server.events.next("app_removed", app: "held")
            #expect(try server.get("held").status == 404)
        }
    }

    @Test func aFileThatIsReplacedAndRevertedUnseenIsNoSwap() throws {
        try whileHeld { server in
            let path = server.plugins.file("app.so")
            try server.plugins.rename(path, to: server.plugins.file(".old"))
            try server.plugins.install(.hello(2), as: "app")
            try server.plugins.rename(server.plugins.file(".old"), to: path)
        } then: { server in
            try server.events.next("app_loaded", app: "held")
            #expect(try server.get("app").text == "v1")
            #expect(server.events.count("app_swapped") == 0)
        }
    }

    @Test func aFileThatIsReplacedAndRevertedIsTwoSwaps() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 4, host: "app")
            let path = server.plugins.file("app.so")
            #expect(link(path, server.plugins.file(".old")) == 0)
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            try server.plugins.rename(server.plugins.file(".old"), to: path)
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v1")
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys).isSubset(of: ["200 v1", "200 v2"]))
        }
    }

    /// More than the kernel queues (`fs.inotify.max_queued_events`, 16,384): each is three events.
    @Test func tenThousandDropsWhoseEventsAreLostEndWithTheLast() throws {
        let names = (0..<10).map { "app-\($0)" }
        try whileHeld { server in
            for version in 1...3 {
                let path = server.plugins.file(".v\(version)")
                try PluginDirectory.write(PluginBuilder.bytes(of: .hello(version)), to: path)
            }
            for round in 1...1_000 {
                let version = round == 1_000 ? 3 : round % 2 + 1
                for name in names { try drop(version, as: name, server.plugins) }
            }
        } then: { server in
            for name in names {
                try server.events.next("app_loaded", app: name)
                #expect(try server.get(name).text == "v3")
            }
            try server.plugins.install(.hello(2), as: "app-0")
            try server.events.next("app_swapped", app: "app-0")
            #expect(server.events.count("app_swapped") == 1)
        }
    }

    /// A link to a file that is there, renamed into place.
    private func drop(_ version: Int, as name: String, _ plugins: PluginDirectory) throws {
        guard link(plugins.file(".v\(version)"), plugins.file(".new")) == 0 else {
            throw TestFailure.system("link", errno)
        }
        try plugins.rename(plugins.file(".new"), to: plugins.file("\(name).so"))
    }

    @Test func aFileThatIsReplacedWhileItIsCopiedEndsWithTheLast() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 4, host: "app")
            // Large enough that its copy takes longer than the time between two replacements.
            let padding = [UInt8](repeating: 0, count: 4 << 20)
            let versions = try (1...3).map { try PluginBuilder.bytes(of: .hello($0)) + padding }
            for round in 1...100 {
                try server.plugins.install(versions[round % 2], as: "app")
            }
            try server.plugins.install(versions[2], as: "app")
            while try server.get("app").text != "v3" {
                try server.events.next("app_swapped", app: "app")
            }
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys).isSubset(of: ["200 v1", "200 v2", "200 v3"]))
            #expect(server.events.count("app_rejected") == 0)
            #expect(try server.get("other").text == "v1")
        }
    }

    @Test func filesThatComeAndGoFasterThanTheyAreReadLeaveNothingBehind() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            for round in 1...200 {
                try server.plugins.install(.hello(round % 2 + 1), as: "brief")
                try server.plugins.remove("brief")
            }
            try server.plugins.install(.hello(3), as: "last")
            try server.events.next("app_loaded", app: "last")
            #expect(try server.get("app").text == "v1")
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    @Test func aDirectoryThatIsRemovedAndMadeAgainIsTakenUpWithWhatIsInIt() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 4, host: "app")
            let aside = server.directory.file("aside")
            // Away in one step: a directory that is only empty removes its apps.
            try server.plugins.rename(server.plugins.path, to: aside)
            try server.events.next("directory_unavailable")
            try FileManager.default.removeItem(atPath: aside)
            #expect(try server.get("app").text == "v1")

            #expect(mkdir(aside, 0o755) == 0)
            let made = PluginDirectory(path: aside)
            for name in ["app", "other"] { try made.install(.hello(2), as: name) }
            try server.plugins.rename(aside, to: server.plugins.path)
            try server.events.next("directory_available")
            for name in ["app", "other"] {
                try server.events.next("app_swapped", app: name)
                #expect(try server.get(name).text == "v2")
            }
            try server.plugins.install(.hello(3), as: "app")
            try server.events.next("app_swapped", app: "app")
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(server.events.count("app_removed") == 0)
        }
    }
}
