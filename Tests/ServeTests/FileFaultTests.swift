import Foundation
import Testing

/// Everything that may lie in a plugin directory and is no sound plugin, and every way in which
/// sound ones come and go.
struct FileFaultTests {
    @Test(arguments: BadFile.all)
    func aBadFileChangesNothingAndTheNextGoodOneIsSwappedIn(bad: BadFile) throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let hidden = server.plugins.file(".bad")
            try bad.make(hidden)
            let path = server.plugins.file("app.so")
            try server.plugins.rename(hidden, to: path)
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains(bad.reason) == true, "\(rejected.reason ?? "")")
            #expect(rejected.path == path)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")

            try server.plugins.install(.hello(3), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v3")
            #expect(server.events.count("app_rejected") == 1)
        }
    }

    @Test func aBadFileAtTheStartDoesNotKeepTheOthersFromServing() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "good")
        try directory.plugins.install(Array("no plugin".utf8), as: "bad")
        try withServer(in: directory, [directory.plugins.path]) { server in
            let rejected = try server.events.next("app_rejected", app: "bad")
            #expect(rejected.serving == false)
            #expect(try server.get("good").text == "v1")
        }
    }

    @Test func aFileWrittenInPartsIsLoadedWhenItIsWhole() throws {
        try withServer(["app": .hello(1)]) { server in
            let bytes = try PluginBuilder.bytes(of: .hello(2))
            let handle = try #require(FileHandle(forWritingAtPath: server.plugins.file("app.so")))
            try handle.truncate(atOffset: 0)
            for start in stride(from: 0, to: bytes.count, by: 4_096) {
                try handle.write(contentsOf: bytes[start..<min(start + 4_096, bytes.count)])
                #expect(try server.get("app").text == "v1")
            }
            try handle.close()
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    @Test func aLoopOfSymbolicLinksIsNoPluginAndNoRemoval() throws {
        try withServer(["app": .hello(1)]) { server in
            #expect(symlink("loop.so", server.plugins.file("loop.so")) == 0)
            let rejected = try server.events.next("app_rejected", app: "loop")
            let path = server.plugins.file("loop.so")
            #expect(rejected.reason == "\(path): stat: Too many levels of symbolic links")
            #expect(try server.get("app").text == "v1")
        }
    }

    @Test func aLinkThatIsSwitchedIsASwap() throws {
        try withServer { server in
            #expect(mkdir(server.plugins.file("releases"), 0o755) == 0)
            for version in 1...3 {
                let target = "releases/v\(version)"
                let path = server.plugins.file(target)
                try PluginDirectory.write(PluginBuilder.bytes(of: .hello(version)), to: path)
                // Relative or absolute is the same, as long as it stays in the directory.
                #expect(symlink(version == 2 ? path : target, server.plugins.file(".new")) == 0)
                try server.plugins.rename(
                    server.plugins.file(".new"), to: server.plugins.file("app.so"))
                try server.events.next(version == 1 ? "app_loaded" : "app_swapped", app: "app")
                #expect(try server.get("app").text == "v\(version)")
            }
        }
    }

    @Test func aHardLinkIsAnAppOfItsOwn() throws {
        try withServer(["one": .named]) { server in
            #expect(link(server.plugins.file("one.so"), server.plugins.file("two.so")) == 0)
            try server.events.next("app_loaded", app: "two")
            #expect(try server.get("one").text == "one")
            #expect(try server.get("two").text == "two")
        }
    }

    @Test func aRenamedFileIsAnotherApp() throws {
        try withServer(["one": .named, "other": .named]) { server in
            try server.plugins.rename(
                server.plugins.file("one.so"), to: server.plugins.file("two.so"))
            try server.events.next("app_loaded", app: "two")
            try server.events.next("app_unloaded", app: "one")
            #expect(try server.get("two").text == "two")
        }
    }

    /// File names that are no app names: the bytes before `.so`, and why.
    static let badNames: [([UInt8], String)] = [
        (Array("Upper".utf8), "app name:"),
        (Array("with space".utf8), "app name:"),
        (Array("-dash".utf8), "app name:"),
        ([0xff, 0xfe], "app name:"),
        ([UInt8](repeating: UInt8(ascii: "a"), count: 252), "app name:"),
    ]

    @Test(arguments: badNames)
    func aFileThatCannotNameAnAppIsRejectedWithTheReason(name: [UInt8], reason: String) throws {
        try withServer(["app": .hello(1)]) { server in
            let bytes = try PluginBuilder.bytes(of: .hello(2))
            let path = Array(server.plugins.file("").utf8) + name + Array(".so\0".utf8)
            let descriptor = path.withUnsafeBytes {
                open($0.bindMemory(to: CChar.self).baseAddress!, O_WRONLY | O_CREAT, 0o600)
            }
            #expect(write(descriptor, bytes, bytes.count) == bytes.count)
            close(descriptor)
            let rejected = try server.events.next("app_rejected")
            #expect(rejected.reason?.hasPrefix(reason) == true)
            #expect(try server.get("app").text == "v1")
        }
    }

    @Test func hiddenFilesAndOtherNamesAreNoPlugins() throws {
        try withServer(["app": .hello(1)]) { server in
            for name in [".hidden.so", "app.so.bak", "README", "app.so~"] {
                try PluginDirectory.write([1, 2, 3], to: server.plugins.file(name))
            }
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            try server.plugins.install(.hello(1), as: "other")
            try server.events.next("app_loaded", app: "other")
            #expect(server.events.count("app_rejected") == 0)
        }
    }

    @Test func aDirectoryThatGoesAwayTakesNoAppWithItAndIsTakenUpAgain() throws {
        try withServer(["app": .hello(1)]) { server in
            let aside = server.directory.file("aside")
            try server.plugins.rename(server.plugins.path, to: aside)
            try server.events.next("directory_unavailable")
            #expect(try server.get("app").text == "v1")

            try server.plugins.rename(aside, to: server.plugins.path)
            try server.events.next("directory_available")
            try server.plugins.install(.hello(2), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
        }
    }

    @Test func twoFilesThatClaimOneHostLeaveItToTheFirst() throws {
        try withServer(["one": .named, "other": .named]) { server in
            try server.plugins.configure("two", #"{"hostname": "one"}"#)
            try server.plugins.install(.named, as: "two")
            let rejected = try server.events.next("app_rejected", app: "two")
            #expect(rejected.reason == "host one is claimed by app one")
            #expect(try server.get("one").text == "one")

            try server.plugins.remove("one")
            try server.events.next("app_loaded", app: "two")
            #expect(try server.get("one").text == "two")
        }
    }

    @Test func aFileThatIsRemovedAndPutBackAtOnceIsNoRemoval() throws {
        // A busy machine may stop this test in between: then it was not at once, and says nothing.
        var attempts = 0
        repeat { attempts += 1 } while try !removeAndPutBack() && attempts < 10
        #expect(attempts < 10, "no attempt took less than half of what a removal takes")
    }

    /// - Returns: `false` where the file was away for too long to say anything.
    private func removeAndPutBack() throws -> Bool {
        var wasAtOnce = false
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let aside = server.directory.file("app.so")
            try PluginDirectory.write(PluginBuilder.bytes(of: .hello(2)), to: aside)
            let load = try LoadGenerator(port: server.port, connections: 4, host: "app")
            let clock = ContinuousClock()
            let gap = try clock.measure {
                try server.plugins.remove("app")
                try server.plugins.rename(aside, to: server.plugins.file("app.so"))
            }
            wasAtOnce = gap < .milliseconds(50)
            guard wasAtOnce else {
                _ = try load.stop()
                return
            }
            try server.events.next("app_swapped", app: "app")
            try load.awaitResponses(8)
            let report = try load.stop()
            #expect(report.connectionErrors.isEmpty)
            #expect(Set(report.responses.keys).isSubset(of: ["200 v1", "200 v2"]))
        }
        return wasAtOnce
    }
}
