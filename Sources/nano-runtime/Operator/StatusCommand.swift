import ArgumentParser
import ControlClient

/// `nano-runtime status`.
struct StatusCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "status", abstract: "Say how a running runtime is.")

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let status = try await client.status()
        try print(status) { StatusPage.lines(status, colored: $0) }
    }
}
