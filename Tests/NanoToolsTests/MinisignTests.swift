import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// Debian's `minisign` and nano-tools read each other's keys and signatures.
@Suite struct MinisignTests {
    let folder: TemporaryFolder

    init() throws {
        folder = try TemporaryFolder()
        try folder.write("content\n", to: "file")
    }

    private func path(_ name: String) -> String { folder.path.appending(name).string }

    private func minisign(_ arguments: String...) async throws {
        let result = try await Subprocess.run(
            .name("minisign"), arguments: Arguments(arguments), output: .string(limit: 1 << 16),
            error: .string(limit: 1 << 16))
        try #require(
            result.terminationStatus.isSuccess, "\(arguments): \(result.standardError)")
    }

    private func nanoTools(_ arguments: String...) async throws -> String {
        let outcome = try await Tool.run(arguments)
        try #require(outcome.succeeded, "\(arguments): \(outcome.standardError)")
        return outcome.standardOutput
    }

    @Test(arguments: [[], ["-l"]])
    func nanoToolsVerifiesWhatMinisignSigned(form: [String]) async throws {
        try await minisign("-G", "-W", "-p", path("m.pub"), "-s", path("m.key"))
        let arguments =
            ["-S", "-s", path("m.key"), "-m", path("file"), "-t", "app:shop version:1.2.0"] + form
        let signed = try await Subprocess.run(
            .name("minisign"), arguments: Arguments(arguments), output: .discarded,
            error: .discarded)
        try #require(signed.terminationStatus.isSuccess)
        let text = try await nanoTools("verify", path("file"), "--public", path("m.pub"))
        #expect(text.hasSuffix("trusted comment: app:shop version:1.2.0\n"))
    }

    @Test func minisignVerifiesWhatNanoToolsSigned() async throws {
        _ = try await nanoTools("keygen", "--public", path("n.pub"), "--secret", path("n.key"))
        _ = try await nanoTools(
            "sign", path("file"), "--secret", path("n.key"), "--app", "shop", "--version", "1")
        try await minisign("-V", "-H", "-p", path("n.pub"), "-m", path("file"))
    }

    @Test func eitherSignsWithTheOthersKey() async throws {
        _ = try await nanoTools("keygen", "--public", path("n.pub"), "--secret", path("n.key"))
        try await minisign("-S", "-W", "-s", path("n.key"), "-m", path("file"))
        _ = try await nanoTools("verify", path("file"), "--trusted-keys", path("n.pub"))

        try await minisign("-G", "-W", "-p", path("m.pub"), "-s", path("m.key"))
        _ = try await nanoTools(
            "sign", path("file"), "--secret", path("m.key"), "--app", "shop", "--version", "1")
        try await minisign("-V", "-p", path("m.pub"), "-m", path("file"))
    }

    @Test func minisignsSignatureOfAnotherFileIsRefused() async throws {
        try await minisign("-G", "-W", "-p", path("m.pub"), "-s", path("m.key"))
        try await minisign("-S", "-s", path("m.key"), "-m", path("file"))
        try folder.write("other\n", to: "file")
        let outcome = try await Tool.run(["verify", path("file"), "--public", path("m.pub")])
        #expect(!outcome.succeeded)
    }
}
