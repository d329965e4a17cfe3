import Foundation
import Testing

/// `--trusted-keys`: what is loaded, what is not and why, and what is remembered.
struct SignedPluginTests {
    @Test func aPluginThatATrustedKeySignedIsLoadedAndSwapped() throws {
        try withSigning { signing in
            try signing.deploy(1)
            try signing.serve { server in
                #expect(try server.get("app").text == "v1")
                try signing.deploy(2)
                try server.events.next("app_swapped", app: "app")
                #expect(try server.get("app").text == "v2")
                #expect(server.events.count("app_rejected") == 0)
            }
        }
    }

    @Test func theConfigurationFileMayNameTheKeys() throws {
        try withSigning { signing in
            try signing.deploy(1)
            try signing.directory.write(
                """
                {"trusted_keys": "key.pub", "apps": [{"name": "app", "path": "plugins/app.so"}]}
                """,
                to: "nano.json")
            try signing.plugins.install(.hello(1), as: "bare")
            let arguments = ["--config", signing.directory.file("nano.json")]
            try withServer(in: signing.directory, [signing.plugins.path] + arguments) { server in
                try server.events.next("app_rejected", app: "bare")
                #expect(try server.get("app").text == "v1")
            }
        }
    }

    @Test func anUnsignedPluginIsRefusedAtTheStartAndLoadedWhenItsSignatureComes() throws {
        try withSigning { signing in
            try signing.plugins.install(.hello(1), as: "app")
            try signing.serve { server in
                let rejected = try server.events.next("app_rejected", app: "app")
                let path = signing.plugins.file("app.so")
                #expect(
                    rejected.reason
                        == "\(path): expected its signature in \(path).minisig (nano-tools sign), "
                        + "got none")
                #expect(try server.get("app").status == 404)
                try signing.deploySignature(of: .hello(1))
                try server.events.next("app_loaded", app: "app")
                #expect(try server.get("app").text == "v1")
            }
        }
    }

    @Test func aSignatureThatComesAfterItsPluginIsWaitedFor() throws {
        try withSigning { signing in
            try signing.deploy(1)
            try signing.serve { server in
                try signing.plugins.install(.hello(2), as: "app")
                // The runtime has seen the plugin when it has seen what came after it.
                try signing.deploy(1, as: "other")
                try server.events.next("app_loaded", app: "other")
                #expect(try server.get("app").text == "v1")
                try signing.deploySignature(of: .hello(2))
                try server.events.next("app_swapped", app: "app")
                #expect(server.events.count("app_rejected") == 0)
            }
        }
    }

    @Test func whatIsNotAuthenticIsRefusedWhileTheOldVersionServes() throws {
        try withSigning { signing in
            try signing.deploy(1)
            let other = try SigningKey(in: signing.directory, "other")
            let good = try PluginBuilder.bytes(of: .hello(2))
            var tampered = good
            tampered[good.count / 2] ^= 1
            let signature = try signing.key.signature(of: good, app: "app")
            let comment = String(decoding: signature, as: UTF8.self)
                .replacing("version:2.0.0", with: "version:9.0.0")
            let cases: [(plugin: [UInt8], signature: [UInt8], reason: String)] = [
                (tampered, signature, "expected the content that key"),
                (good, Array(comment.utf8), "expected the trusted comment that key"),
                (good, try other.signature(of: good, app: "app"), "expected a signature by key"),
                (
                    good, try signing.key.signature(of: good, app: "shop"),
                    "expected a signature for app app, got one for app shop"
                ),
                (good, Array("nonsense\n".utf8), "its signature, line 1: expected a line that"),
            ]
            try signing.serve { server in
                for attempt in cases {
                    try signing.deploy(attempt.plugin, attempt.signature)
                    let rejected = try server.events.next("app_rejected", app: "app") {
                        $0.reason?.contains(attempt.reason) == true
                    }
                    #expect(rejected.serving == true)
                    #expect(try server.get("app").text == "v1")
                }
                try signing.deploy(3)
                try server.events.next("app_swapped", app: "app")
            }
        }
    }

    @Test func anOlderVersionIsRefusedAlsoAfterARestartAndARemoval() throws {
        try withSigning { signing in
            try signing.deploy(2)
            try signing.serve { server in
                try signing.deploy(1)
                try expectDowngrade(server)
                #expect(try server.get("app").text == "v2")
            }
            try signing.serve { server in
                try expectDowngrade(server)
                #expect(try server.get("app").status == 404)
                try signing.deploy(2)
                try server.events.next("app_loaded", app: "app")
                try signing.plugins.remove("app")
                try server.events.next("app_removed", app: "app")
                try signing.deploy(1)
                try expectDowngrade(server)
            }
        }
    }

    private func expectDowngrade(_ server: ServerProcess) throws {
        let rejected = try server.events.next("app_rejected", app: "app")
        let expected =
            "expected version 2.0.0, which has served, or a later one, got 1.0.0; "
            + "--allow-downgrade permits it"
        #expect(rejected.reason?.hasSuffix(expected) == true, "\(rejected.reason ?? "")")
    }

    @Test func aDowngradeThatIsAllowedIsTheVersionThatIsRemembered() throws {
        try withSigning { signing in
            try signing.deploy(2)
            try signing.serve { server throws in #expect(try server.get("app").text == "v2") }
            try signing.deploy(1)
            try signing.serve("--allow-downgrade") { server throws in
                #expect(try server.get("app").text == "v1")
            }
            try signing.serve { server throws in #expect(try server.get("app").text == "v1") }
        }
    }

    @Test func aVersionThatFailsToStartIsNotRemembered() throws {
        try withSigning { signing in
            try signing.deploy(1)
            try signing.serve { server in
                let bad = try PluginBuilder.bytes(of: FixturePlugin("create-fails.c"))
                try signing.deploy(
                    bad, try signing.key.signature(of: bad, app: "app", version: "9.0.0"))
                try server.events.next("app_rejected", app: "app")
                try signing.deploy(2)
                try server.events.next("app_swapped", app: "app")
            }
        }
    }

    @Test func theNextVersionIsMeasuredByTheOneThatIsStillBeingCreated() throws {
        try withSigning { signing in
            let gate = try signing.directory.gate()
            try signing.plugins.configure("app", #"{"env": {"GATE": "\#(gate.path)"}}"#)
            try signing.deploy(1)
            try signing.serve { server in
                let slow = try PluginBuilder.bytes(of: FixturePlugin("create-hangs.c"))
                try signing.deploy(
                    slow, try signing.key.signature(of: slow, app: "app", version: "9.0.0"))
                try server.events.next("app_log", app: "app")
                try signing.deploy(2)
                // The runtime has seen it when it has seen what came after.
                try signing.deploy(1, as: "other")
                try server.events.next("app_loaded", app: "other")
                gate.open()
                try server.events.next("app_swapped", app: "app")
                let rejected = try server.events.next("app_rejected", app: "app")
                #expect(rejected.reason?.contains("expected version 9.0.0") == true)
                #expect(try server.get("app").text == "ok")
            }
        }
    }

    @Test func aVersionThatCannotBeRecordedIsToldAndRecordedLater() throws {
        try withSigning { signing in
            let obstacle = signing.directory.file("state/versions/.app")
            try FileManager.default.createDirectory(
                atPath: obstacle, withIntermediateDirectories: true,
                attributes: [.posixPermissions: 0o700])
            try signing.deploy(2)
            try signing.serve { server in
                let unrecorded = try server.events.next("app_version_unrecorded", app: "app")
                #expect(unrecorded.reason == "\(obstacle): open: Is a directory")
                #expect(try server.get("app").text == "v2")

                try FileManager.default.removeItem(atPath: obstacle)
                // The runtime has looked again when it has seen what came after.
                try signing.deploy(1, as: "other")
                try server.events.next("app_loaded", app: "other")
                let record = signing.directory.file("state/versions/app")
                #expect(try String(contentsOfFile: record, encoding: .utf8) == "2.0.0\n")
            }
        }
    }

    @Test func newKeysAreReadOnRequestAndBadOnesChangeNothing() throws {
        try withSigning { signing in
            try signing.deploy(1)
            let next = try SigningKey(in: signing.directory, "next")
            let bytes = try PluginBuilder.bytes(of: .hello(2))
            try signing.serve { server in
                try signing.deploy(bytes, try next.signature(of: bytes, app: "app"))
                try server.events.next("app_rejected", app: "app")

                try signing.directory.write("no key\n", to: "key.pub")
                server.process.signal(SIGHUP)
                let failed = try server.events.next("config_reload_failed")
                #expect(failed.reason?.contains("key.pub:1: expected a public key") == true)

                let keys = try String(contentsOfFile: next.publicKeyPath, encoding: .utf8)
                try signing.directory.write(keys, to: "key.pub")
                server.process.signal(SIGHUP)
                try server.events.next("app_swapped", app: "app")
                #expect(try server.get("app").text == "v2")
            }
        }
    }

    @Test(arguments: [
        (["--allow-downgrade"], "--allow-downgrade: expected --trusted-keys FILE"),
        (["--trusted-keys", "/nowhere/keys"], "/nowhere/keys: open: No such file or directory"),
        (
            ["--trusted-keys", "/dev/null"],
            "/dev/null: expected a regular file, got a character device"
        ),
    ])
    func whatCannotBeEnforcedKeepsTheProcessFromStarting(arguments: [String], reason: String)
        throws
    {
        let directory = try TestDirectory()
        let result = try CommandResult(
            [
                "serve", directory.plugins.path, "--port", "0", "--state-directory",
                directory.file("state"),
            ] + arguments)
        #expect(result.code == 1)
        #expect(result.errors.contains(reason), "\(result.errors)")
        #expect(result.errors.split(separator: "\n").count == 1)
    }
}
