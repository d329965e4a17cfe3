import ArgumentParser

/// The author's side of nano: makes, builds, tests and inspects plugins.
@main
struct NanoTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-tools",
        abstract: "Makes, builds, tests and inspects plugins for nano-runtime.",
        version: "0.1.0",
        subcommands: [
            New.self, BuildPlugin.self, Test.self, Dev.self, Inspect.self, Reference.self,
        ])
}
