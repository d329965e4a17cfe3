import Foundation
import Testing

/// What a deployment needs of the system and does not get: it is refused with the reason, and made
/// up for as soon as there is enough.
struct ExhaustionTests {
    private static let mounting: ConditionTrait = .enabled(
        if: StateMount.isPermitted, "mounting a file system is not permitted here")

    @Test(mounting) func aFullDiskRefusesAPluginUntilThereIsRoom() throws {
        let directory = try TestDirectory()
        for name in ["app", "other"] { try directory.plugins.install(.hello(1), as: name) }
        let mount = StateMount(options: "size=1m")
        try withServer(in: directory, [directory.plugins.path], mount: mount) { server in
            let filler = StateMount.file("filler", of: server)
            try fill(filler)
            try server.plugins.install(.hello(2), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.hasPrefix(server.directory.file("state")) == true)
            #expect(rejected.reason?.hasSuffix("sendfile: No space left on device") == true)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")

            #expect(unlink(filler) == 0)
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v2")
            #expect(try server.get("other").text == "v1")
            #expect(server.events.count("app_rejected") == 1)
        }
    }

    /// Writes until nothing more fits.
    private func fill(_ path: String) throws {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC, 0o600)
        guard descriptor >= 0 else { throw TestFailure.system("open \(path)", errno) }
        defer { close(descriptor) }
        let page = [UInt8](repeating: 0, count: 4_096)
        while write(descriptor, page, page.count) > 0 {}
        guard errno == ENOSPC else { throw TestFailure.system("write \(path)", errno) }
    }

    @Test(mounting) func aStateDirectoryMountedNoexecKeepsTheProcessFromStarting() throws {
        let directory = try TestDirectory()
        let launcher = try StateMount(options: "noexec").launcher(in: directory)
        let state = directory.file("state")
        let command = [
            try Checkout.runtime, "serve", directory.plugins.path, "--port", "0",
            "--state-directory", state,
        ]
        let result = try CommandResult(launcher[0], Array(launcher.dropFirst()) + command)
        #expect(result.code == 1)
        #expect(result.errors.hasPrefix("Error: state directory \(state)/run-"))
        let reason =
            "expected a file system that allows execution, got one mounted noexec; "
            + "name another with --state-directory\n"
        #expect(result.errors.hasSuffix(reason))
        #expect(result.errors.split(separator: "\n").count == 1)
    }

    @Test(mounting) func aStateDirectoryRemountedNoexecRefusesWhatComesNext() throws {
        let directory = try TestDirectory()
        try directory.plugins.install(.hello(1), as: "app")
        let mount = StateMount(options: "size=8m")
        try withServer(in: directory, [directory.plugins.path], mount: mount) { server in
            try StateMount.remount(server, "noexec")
            try server.plugins.install(.hello(2), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(rejected.reason?.contains("failed to map segment") == true)
            #expect(rejected.serving == true)
            #expect(try server.get("app").text == "v1")

            try StateMount.remount(server, "exec")
            try server.plugins.install(.hello(3), as: "app")
            try server.events.next("app_swapped", app: "app")
            #expect(try server.get("app").text == "v3")
        }
    }

    @Test func aPluginThatNoDescriptorIsLeftForIsLoadedWhenThereIsOne() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let client = try server.connect()
            #expect(try client.answer(host: "app").text == "v1")
            // One is left: enough to read the directory, too few to copy a file.
            let before = try limitDescriptors(of: server, to: server.facts.nextDescriptor() + 1)
            try server.plugins.install(.hello(2), as: "app")
            let rejected = try server.events.next("app_rejected", app: "app")
            #expect(
                rejected.reason == "\(server.plugins.file("app.so")): open: Too many open files")
            #expect(rejected.serving == true)
            #expect(try client.answer(host: "app").text == "v1")

            try limitDescriptors(of: server, to: before)
            try server.events.next("app_swapped", app: "app")
            #expect(try client.answer(host: "app").text == "v2")
            #expect(try client.answer(host: "other").text == "v1")
        }
    }

    @Test func withoutAnyDescriptorNothingIsTakenForRemovedAndConnectionsWait() throws {
        try withServer(["app": .hello(1), "other": .hello(1)]) { server in
            let client = try server.connect()
            #expect(try client.answer(host: "app").text == "v1")
            let before = try limitDescriptors(of: server, to: server.facts.nextDescriptor())
            try server.plugins.install(.hello(2), as: "app")
            let unavailable = try server.events.next("directory_unavailable")
            #expect(
                unavailable.reason == "\(server.plugins.path): opendir: Too many open files")
            let waiting = try server.connect()
            try waiting.request(host: "other")
            #expect(try client.answer(host: "app").text == "v1")

            try limitDescriptors(of: server, to: before)
            #expect(try waiting.receive().text == "v1")
            try server.events.next("directory_available")
            try server.events.next("app_swapped", app: "app")
            #expect(server.events.count("app_removed") == 0)
        }
    }

    /// Sets how many descriptors a running process may have (`prlimit(1)`).
    /// - Returns: how many it might have before.
    @discardableResult
    private func limitDescriptors(of server: ServerProcess, to count: Int) throws -> Int {
        let process = ["--pid", "\(server.process.pid)"]
        let old = try CommandResult(
            "/usr/bin/prlimit", process + ["--nofile", "--raw", "--noheadings", "-o", "SOFT"])
        // The soft limit only: whoever may lower it may raise it again.
        let new = try CommandResult("/usr/bin/prlimit", process + ["--nofile=\(count):"])
        guard new.code == 0, let before = Int(old.output.trimmingCharacters(in: .newlines)) else {
            throw TestFailure("prlimit: \(old.output)\(old.errors)\(new.errors)")
        }
        return before
    }
}
