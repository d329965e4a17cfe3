import ArgumentParser

/// The author's side of nano: makes, tests, builds, inspects, checks and signs plugins.
struct NanoTools: AsyncParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-tools",
        abstract: "Makes, tests, builds, inspects, checks and signs plugins for nano-runtime.",
        version: "0.1.0",
        subcommands: [
            New.self, BuildPlugin.self, Test.self, Dev.self,
            Inspect.self, Check.self, Probe.self, Soak.self,
            Keygen.self, Sign.self, Verify.self, Reference.self,
        ])
}
