import ArgumentParser
import Runtime

@main
struct NanoRuntime: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "nano-runtime",
        abstract: "Serves many native HTTP apps, each a shared object, from one process.",
        version: Version.text,
        subcommands: [Serve.self, TryLoad.self])
}
