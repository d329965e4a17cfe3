import ArgumentParser

/// The author's side of nano: builds plugins.
@main
struct NanoTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-tools",
        abstract: "Builds plugins for nano-runtime.",
        version: "0.1.0",
        subcommands: [BuildPlugin.self])
}
