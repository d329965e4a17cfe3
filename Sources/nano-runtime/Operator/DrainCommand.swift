import ArgumentParser
import ControlClient

/// `nano-runtime drain NAME`.
struct DrainCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "drain",
        abstract: "Take an app out of service: new requests get 503 until it is resumed.")

    @Argument(help: "The app.", completion: .apps)
    var name: String

    @Flag(help: "Wait until it is unloaded; exit status 1 if it stays in the process.")
    var wait = false

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        try await DrainRun(command: self, name: name, waits: wait).run(client) {
            try await client.drain(name)
        }
    }
}
