import ArgumentParser
import ControlAPI
import ControlClient

/// `nano-runtime apps`.
struct AppsCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "apps", abstract: "List the apps of a running runtime.")

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let apps = try await client.apps()
        try print(AppListReport(apps: apps)) { AppsPage.lines(apps, colored: $0) }
    }
}
