import ArgumentParser
import Configuration
import ControlAPI
import ControlClient

/// `nano-runtime check-config FILE`.
struct CheckConfigCommand: ParsableCommand {
    static let configuration = CommandConfiguration(
        commandName: "check-config",
        abstract: "Say everything that is wrong with a configuration file, without serving it.",
        discussion: """
            Exit status: 0 for a file without errors, 1 for one with errors, which are one line \
            each. Warnings, such as a plugin that is not there yet, change nothing.
            """)

    @Argument(help: "A nano.json.", completion: .file(extensions: ["json"]))
    var file: String

    @Option(help: "Take it for the NAME.json beside the plugin of this app.")
    var app: String?

    @Flag(help: "Print what holds, every default filled in, as JSON.")
    var printEffective = false

    @Flag(help: "Print what was found as JSON.")
    var json = false

    func validate() throws {
        if printEffective, json {
            throw ValidationError("expected --print-effective or --json, got both")
        }
    }

    func run() throws {
        let review = try review(FileBytes.read(file))
        let warnings = review.configuration.map { NamedFiles.missing($0, file: file) } ?? []
        if json {
            let findings = ConfigurationFindings(review.errors, warnings: warnings)
            let bytes = try ControlJSON.encode(findings)
            Terminal.standardOutput.print(String(decoding: bytes, as: UTF8.self))
        } else {
            for error in review.errors { Terminal.standardError.print("\(error)") }
            for warning in warnings { Terminal.standardError.print("warning: \(warning)") }
        }
        guard review.errors.isEmpty, let configuration = review.configuration else {
            throw ExitCode.failure
        }
        if !json { Terminal.standardOutput.print(answer(configuration)) }
    }

    private func review(_ bytes: [UInt8]) throws -> ConfigurationReview {
        guard let app else { return ConfigurationReview(server: bytes, file: file) }
        do throws(AppNameError) {
            return ConfigurationReview(app: bytes, file: file, name: try AppName(app))
        } catch {
            throw ValidationError("--app: \(error)")
        }
    }

    private func answer(_ configuration: ServerConfiguration) -> String {
        guard printEffective else { return "\(Printable.text(file)): no errors" }
        let effective = EffectiveConfiguration(configuration)
        return app == nil ? effective.server : effective.app
    }
}
