import ArgumentParser
import Runtime

/// `nano-runtime try-load`: the child process in which the runtime tries a plugin's constructors.
struct TryLoad: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: TriedLoad.subcommand,
        abstract: "The child process that tries a plugin's constructors.", shouldDisplay: false)

    @Argument(help: "The copy to load.")
    var path: String

    func run() {
        TriedLoad.run(path)
    }
}
