import ArgumentParser
import ControlAPI
import ControlClient

/// What `drain` and `remove` have in common: they begin a drain, and may wait for its end.
struct DrainRun<Command: OperatorCommand> {
    let command: Command
    let name: String
    let waits: Bool

    /// - Parameter begin: asks for the drain.
    func run(
        _ client: ControlClient, begin: () async throws -> AppReport
    ) async throws {
        let before = waits ? try await client.app(name) : nil
        let app = try await begin()
        guard let before else {
            let progress = DrainProgress(app.generations).map { ", \($0.text)" } ?? ""
            return try command.print(app) { _ in
                [Printable.text("\(app.name): \(app.state.rawValue)\(progress)")]
            }
        }
        let going = before.generations.filter { !$0.isKept }.map(\.id)
        let wait = DrainWait(client: client, name: name, generations: Set(going))
        let outcome = try await wait.run(isQuiet: command.options.json)
        try command.print(DrainEnd(app: name, outcome)) { _ in
            [outcome.text(app: name) ?? "\(name): draining"]
        }
        if outcome != .unloaded { throw ExitCode(1) }
    }
}
