import ArgumentParser
import ControlClient

/// `nano-runtime rollback NAME`.
struct RollbackCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "rollback",
        abstract: "Bring back what an app served before. Returns when it serves.",
        discussion: """
            The file in the directory is left alone, and is taken up when it changes. A second \
            rollback goes forward again.
            """)

    @Argument(help: "The app.", completion: .apps)
    var name: String

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let app = try await client.rollback(name)
        try print(app) { _ in [ServingLine.text(app)] }
    }
}
