import ArgumentParser
import ControlClient

/// `nano-runtime resume NAME`.
struct ResumeCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "resume",
        abstract: "Put a drained app back into service. Returns when it serves.")

    @Argument(help: "The app.", completion: .apps)
    var name: String

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let app = try await client.resume(name)
        try print(app) { _ in [ServingLine.text(app)] }
    }
}
