import ArgumentParser

/// `nano-runtime configuration-reference`: the page docs/configuration.md. Not shown to operators:
/// `tools/docs` and a test run it.
struct ConfigurationReferenceCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "configuration-reference",
        abstract: "Prints the reference of the configuration, made of the parser's own table.",
        shouldDisplay: false)

    func run() {
        let help = Serve.helpMessage(columns: 96)
        Terminal.standardOutput.write(ConfigurationPage(serveHelp: help).text)
    }
}
