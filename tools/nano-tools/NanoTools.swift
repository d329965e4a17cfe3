import ArgumentParser

/// The author's side of nano: builds, inspects and signs plugins.
@main
struct NanoTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-tools",
        abstract: "Builds, inspects and signs plugins for nano-runtime.",
        version: "0.1.0",
        subcommands: [BuildPlugin.self, Inspect.self, Keygen.self, Sign.self, Verify.self])
}
