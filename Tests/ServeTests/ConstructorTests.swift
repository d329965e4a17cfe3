import Foundation
import Testing

/// Plugins whose constructors fail or hang: they never run in the server, and end nothing there.
struct ConstructorTests {
    private static func failing(_ how: String) -> FixturePlugin {
        FixturePlugin("constructor-fails.c", defines: ["FAILS=\(how)"])
    }

    @Test(arguments: [
        ("raise(SIGSEGV)", "a constructor raised SIGSEGV"),
        ("abort()", "a constructor raised SIGABRT"),
        ("exit(3)", "a constructor called exit(3)"),
        ("_exit(0)", "a constructor called exit(0)"),
        ("closefrom(3)", "a constructor closed descriptors that are not its own"),
    ])
    func aConstructorThatFailsIsRefusedAndNobodyNotices(how: String, reason: String) throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let load = try LoadGenerator(port: server.port, connections: 4, host: "other")
            try server.plugins.install(Self.failing(how), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason == reason)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Array(report.responses.keys) == ["200 v1"])
        }
    }

    @Test func aConstructorThatHangsIsGivenUpAndStopsNobody() throws {
        try withServer(["app": .hello(1)]) { server in
            let process = try Self.installHanging(as: "app", server)
            try server.plugins.install(.hello(1), as: "third")
            try server.events.next("app_loaded", app: "third")
            try server.plugins.remove("third")
            try server.events.next("app_removed", app: "third")
            #expect(server.events.count("app_rejected") == 0)
            #expect(kill(process, 0) == 0)

            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason == "a constructor did not return in 10000 ms")
            #expect(try server.get("app").text == "v1")
            #expect(kill(process, 0) == -1)
        }
    }

    @Test func aConstructorThatHangsDoesNotHoldUpTheEndOfTheProcess() throws {
        try withServer(["app": .hello(1)]) { server in
            let process = try Self.installHanging(as: "app", server)
            #expect(try server.terminate() == 0)
            #expect(kill(process, 0) == -1)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason == "the process ends")
        }
    }

    @Test func aFileThatIsRemovedWhileItIsTriedIsForgotten() throws {
        try withServer(["other": .hello(1), "third": .hello(1)]) { server in
            _ = try Self.installHanging(as: "app", server)
            try server.plugins.remove("app")
            try server.events.next("app_rejected", app: "app")
            #expect(try server.get("app").status == 404)
        }
    }

    @Test func moreOfThemThanThereAreProcessorsAreTriedOneAfterTheOther() throws {
        let names = (1...20).map { "app\($0)" }
        let plugins = Dictionary(
            uniqueKeysWithValues: names.map {
                ($0, FixturePlugin("constructor.c"))
            })
        try withServer(plugins) { server in
            for name in names { try expectAnswer(server, name) }
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    private func expectAnswer(_ server: ServerProcess, _ name: String) throws {
        #expect(try server.get(name).status == 200)
    }

    /// - Returns: the process in which it hangs.
    private static func installHanging(as name: String, _ server: ServerProcess) throws -> pid_t {
        let notice = try Notice(path: server.directory.file("notice"))
        try server.plugins.install(failing(#"hang("\#(notice.path)")"#), as: name)
        return try #require(pid_t(try notice.read()))
    }
}
