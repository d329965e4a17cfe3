import ArgumentParser
import ControlClient

/// `nano-runtime events`.
struct EventsCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "events", abstract: "Print the events that a running runtime has kept.")

    @Flag(name: .shortAndLong, help: "Go on with those that happen from now on.")
    var follow = false

    @Option(help: ArgumentHelp("Only those behind the event of this number.", valueName: "id"))
    var after: UInt64?

    @Option(help: "Only those of one app.", completion: .apps)
    var app: String?

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let terminal = Terminal.standardOutput
        for try await event in client.events(after: after, app: app, follows: follow) {
            terminal.print(
                options.json ? event.json : EventLine.text(event, colored: terminal.hasColor))
        }
    }
}
