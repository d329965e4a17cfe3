import ArgumentParser
import ControlClient

/// `nano-runtime remove NAME`.
struct RemoveCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "remove",
        abstract: "Remove an app: drain it and unload it. Its file stays where it is.")

    @Argument(help: "The app.", completion: .apps)
    var name: String

    @Flag(help: "Wait until it is unloaded; exit status 1 if it stays in the process.")
    var wait = false

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        try await DrainRun(command: self, name: name, waits: wait).run(client) {
            try await client.remove(name)
        }
    }
}
