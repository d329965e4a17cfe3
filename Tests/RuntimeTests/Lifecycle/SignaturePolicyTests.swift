import Glibc
import Signatures
import Testing

@testable import Runtime

/// What a signature must be, and say, for a plugin to go on.
@Suite struct SignaturePolicyTests {
    private let directory: TemporaryDirectory
    private let key = SecretKey.generate()
    private let content = Array("plugin".utf8)

    init() throws {
        directory = try TemporaryDirectory()
        try directory.write("keys", key.publicKey.fileText)
    }

    private var plugin: String { directory.file("app.so") }

    private func policy(allowsDowngrade: Bool = false) throws -> SignaturePolicy {
        try SignaturePolicy(
            keysPath: directory.file("keys"), allowsDowngrade: allowsDowngrade,
            versions: VersionRecords(stateDirectory: directory.path))
    }

    private func sign(app: String = "app", version: String) throws {
        let comment = try TrustedComment(
            timestampSeconds: 0, file: "app.so", app: app, version: version)
        let signature = key.sign(content.span.bytes, comment: comment)
        try directory.write("app.so.minisig", signature.fileText)
    }

    private func authenticate(_ policy: SignaturePolicy) throws -> String {
        try policy.authenticate(content.span.bytes, of: plugin, as: "app")
    }

    private func refusal(_ policy: SignaturePolicy) -> SignatureRefusal? {
        #expect(throws: SignatureRefusal.self) { try authenticate(policy) }
    }

    @Test func theVersionIsTheSigners() throws {
        try sign(version: "1.2.0")
        #expect(try authenticate(policy()) == "1.2.0")
    }

    @Test func aMissingSignatureMayStillCome() throws {
        let refusal = try refusal(policy())
        #expect(refusal?.mayBeIncomplete == true)
        #expect(refusal?.description.contains("app.so.minisig (nano-tools sign)") == true)
    }

    @Test func whatWasSignedForAnotherAppIsFinal() throws {
        try sign(app: "shop", version: "1.2.0")
        let refusal = try refusal(policy())
        #expect(refusal?.mayBeIncomplete == false)
        #expect(refusal?.description == "expected a signature for app app, got one for app shop")
    }

    @Test func aSignatureThatDoesNotSayForWhichAppIsRefused() throws {
        let comment = try #require(
            try? Signature(parsing: Array(Self.minisignFile.utf8)).trustedComment)
        let signature = key.sign(content.span.bytes, comment: comment)
        try directory.write("app.so.minisig", signature.fileText)
        #expect(
            try refusal(policy())?.description
                == "expected app:… in the trusted comment, got none")
    }

    /// What is recorded, what is signed, and whether it may be loaded.
    @Test(arguments: [
        ("1.0.0", "1.0.0", true), ("1.0.0", "1.0.1", true), ("1.0.0", "1.0.0-rc.1", false),
        ("1.10.0", "1.9.0", false), ("1.0.0", "1.0.0+rebuilt", true), ("7", "7", true),
        ("7", "8", false), ("7", "1.0.0", false), ("1.0.0", "2", false),
    ])
    func onlyWhatIsKnownNotToBeOlderIsLoaded(recorded: String, signed: String, isLoaded: Bool)
        throws
    {
        var policy = try policy()
        try policy.versions.record(recorded, of: "app")
        try sign(version: signed)
        if isLoaded {
            #expect(try authenticate(policy) == signed)
        } else {
            let refusal = refusal(policy)
            #expect(refusal?.mayBeIncomplete == false)
            #expect(refusal?.description.contains("--allow-downgrade") == true)
            #expect(try authenticate(self.policy(allowsDowngrade: true)) == signed)
        }
    }

    @Test func aDamagedRecordIsNotTakenForNone() throws {
        var policy = try policy()
        try policy.versions.record("1.0.0", of: "app")
        try directory.write("versions/app", "")
        try sign(version: "2.0.0")
        #expect(refusal(policy)?.description.contains("versions/app: expected one line") == true)
        #expect(try authenticate(self.policy(allowsDowngrade: true)) == "2.0.0")
    }

    @Test func anotherSignatureOrOtherKeysAreNewEvidence() throws {
        var policy = try policy()
        let none = policy.evidence(for: plugin)
        try sign(version: "1.0.0")
        let signed = policy.evidence(for: plugin)
        #expect(none != signed)
        #expect(policy.evidence(for: plugin) == signed)
        try policy.reloadKeys()
        #expect(policy.evidence(for: plugin) != signed)
    }

    @Test func aSignatureThatIsNoFileIsRefusedWithoutWaitingForIt() throws {
        try #require(mkfifo(directory.file("app.so.minisig"), 0o600) == 0)
        #expect(try refusal(policy()) != nil)
    }

    /// As minisign signs unless it is told what to say.
    private static let minisignFile = """
        untrusted comment: signature from minisign secret key
        RUTH3Ep20zTpWs09FyaT2XNflFMWDqSu9PUw66ByNXKNthk2xbpgCfWujgePPGmr4/YRYOeezKp73UXxXRLaLwKT\
        tSAV+rV1Qgg=
        trusted comment: timestamp:1795374172\tfile:f\thashed
        8+0sLlXXBshmFiHR4cB5aphhoL0P9wWYfifS9UVdFzANmE68o5cJQu6JICWA5NjHtpH1Hg9DF3F+9gI7SsIPCQ==

        """
}
