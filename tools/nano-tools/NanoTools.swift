import ArgumentParser

/// The author's side of nano: builds and inspects plugins.
@main
struct NanoTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-tools",
        abstract: "Builds and inspects plugins for nano-runtime.",
        version: "0.1.0",
        subcommands: [BuildPlugin.self, Inspect.self])
}
