import ArgumentParser
import ControlClient

/// `nano-runtime app NAME`.
struct AppCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "app",
        abstract: "Tell all about one app: its generations, and what holds those that drain.")

    @Argument(help: "The app.", completion: .apps)
    var name: String

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let app = try await client.app(name)
        try print(app) { AppPage.lines(app, colored: $0) }
    }
}
