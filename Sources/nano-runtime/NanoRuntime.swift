import ArgumentParser
import Runtime

@main
struct NanoRuntime: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-runtime",
        abstract: "Serves many native HTTP apps, each a shared object, from one process.",
        version: Version.text,
        subcommands: [
            Serve.self, CheckConfigCommand.self, ConfigurationReferenceCommand.self, TryLoad.self,
        ],
        groupedSubcommands: [
            CommandGroup(
                name: "Inspection",
                subcommands: [
                    StatusCommand.self, AppsCommand.self, AppCommand.self, TopCommand.self,
                    EventsCommand.self,
                ]),
            CommandGroup(
                name: "Operation",
                subcommands: [
                    AddCommand.self, RemoveCommand.self, ReloadCommand.self, DrainCommand.self,
                    ResumeCommand.self, RollbackCommand.self,
                ]),
        ])
}
