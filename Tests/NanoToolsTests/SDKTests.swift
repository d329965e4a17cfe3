import Subprocess
import SystemPackage
import Testing

/// The SDK as it is installed, away from any checkout.
@Suite struct SDKTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// Copies the SDK into `share/nano`, with what its links point to.
    func install() async throws {
        let script = """
            mkdir -p "$1/share/nano/include"
            cp -RL Sources/PluginABI/include/. sdk/cpp/include/. "$1/share/nano/include"
            cp -RL sdk/swift sdk/rust sdk/zig sdk/templates "$1/share/nano"
            """
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["-euc", script, "bash", folder.path.string],
            workingDirectory: Tool.repository, output: .discarded,
            error: .string(limit: 1 << 16))
        try #require(result.terminationStatus.isSuccess, "\(result.standardError)")
    }

    @Test(arguments: ["c", "cpp", "swift", "rust"])
    func anInstalledSDKDoesAsWellAsACheckout(_ language: String) async throws {
        try await install()
        let environment: [Environment.Key: String] = ["NANO_SDK": folder.path.string]
        let plugin = folder.path.appending("greeter").string
        for arguments in [
            ["new", "greeter", "-l", language, "--directory", folder.path.string],
            ["test", plugin], ["build-plugin", plugin, "-o", "\(plugin).so"],
        ] {
            let outcome = try await Tool.run(arguments, environment: environment)
            try #require(outcome.succeeded, "\(outcome.standardOutput)\(outcome.standardError)")
        }
    }
}
