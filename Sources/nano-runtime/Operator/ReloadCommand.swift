import ArgumentParser
import ControlAPI
import ControlClient

/// `nano-runtime reload [NAME]`.
struct ReloadCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "reload",
        abstract: "Read the configuration and the directory again; or load one app's file anew.")

    @Argument(help: "The app whose file is loaded, changed or not.", completion: .apps)
    var name: String?

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        if let name {
            let app = try await client.reload(name)
            try print(app) { _ in [ServingLine.text(app)] }
        } else {
            let found = try await client.reload()
            try print(found) { _ in
                [
                    """
                    \(found.added) added, \(found.removed) removed, \(found.changed) changed, \
                    \(found.unchanged) unchanged
                    """
                ]
            }
        }
    }
}
