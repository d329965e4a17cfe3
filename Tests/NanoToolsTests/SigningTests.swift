import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// keygen, sign and verify.
@Suite struct SigningTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    private func path(_ name: String) -> String { folder.path.appending(name).string }

    private func makeKeys() async throws {
        let outcome = try await Tool.run(
            "keygen", "--public", path("nano.pub"), "--secret", path("nano.key"))
        try #require(outcome.succeeded, "\(outcome.standardError)")
    }

    private func sign(_ arguments: String...) async throws -> Tool.Outcome {
        try await Tool.run(["sign", path("file"), "--secret", path("nano.key")] + arguments)
    }

    private func verify(_ arguments: String...) async throws -> Tool.Outcome {
        try await Tool.run(["verify", path("file"), "--public", path("nano.pub")] + arguments)
    }

    @Test func whatIsSignedVerifiesUntilItIsChanged() async throws {
        try await makeKeys()
        try folder.write("content\n", to: "file")
        let signed = try await sign("--app", "shop", "--version", "1.2.0")
        #expect(signed.succeeded, "\(signed.standardError)")
        #expect(
            signed.standardOutput.hasPrefix(
                "\(path("file.minisig")): app shop, version 1.2.0, signed by key "))
        let verified = try await verify("--json")
        #expect(verified.standardOutput.contains(#""app":"shop""#))
        #expect(verified.standardOutput.contains(#""version":"1.2.0""#))

        try folder.write("changed\n", to: "file")
        let refused = try await verify()
        #expect(!refused.succeeded)
        #expect(refused.standardOutput == "")
        #expect(
            refused.standardError.hasPrefix("Error: \(path("file")): expected the content that"))
    }

    @Test func nameAndVersionAreTheManifestsUnlessGiven() async throws {
        try await makeKeys()
        let plugin = try await Tool.buildPlugin("hello-c", into: folder.path).string
        let signed = try await Tool.run("sign", plugin, "--secret", path("nano.key"))
        #expect(signed.standardOutput.contains(": app hello-c, version "))
        try folder.write("no plugin\n", to: "file")
        let refused = try await sign("--app", "shop")
        #expect(!refused.succeeded)
        #expect(refused.standardError.contains("give --app and --version"))
        #expect(folder.content(of: "file.minisig") == nil)
    }

    @Test func theSecretKeyIsItsOwnersAloneAndNeverOverwritten() async throws {
        try await makeKeys()
        let attributes = try FileManager.default.attributesOfItem(atPath: path("nano.key"))
        #expect(attributes[.posixPermissions] as? Int == 0o600)
        let key = folder.content(of: "nano.key")

        let again = try await Tool.run(
            "keygen", "--public", path("other.pub"), "--secret", path("nano.key"))
        #expect(!again.succeeded)
        #expect(again.standardError.contains("a key is never overwritten"))
        #expect(folder.content(of: "nano.key") == key)
        #expect(folder.content(of: "other.pub") == nil)
    }

    @Test func noSecretKeyIsLeftWithoutItsPublicKey() async throws {
        try folder.write("taken", to: "nano.pub")
        let outcome = try await Tool.run(
            "keygen", "--public", path("nano.pub"), "--secret", path("nano.key"))
        #expect(!outcome.succeeded)
        #expect(folder.content(of: "nano.key") == nil)
        #expect(folder.content(of: "nano.pub") == "taken")
    }

    @Test func verifyWantsOneSourceOfKeys() async throws {
        let outcome = try await Tool.run("verify", path("file"))
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("expected --public KEY or --trusted-keys FILE"))
    }
}
