import ControlAPI
import ControlClient
import Dispatch

/// Waits until a drain has ended, and shows how far it is: on a terminal a bar that is drawn again
/// and again, elsewhere a line for each change.
struct DrainWait {
    /// Often enough for a bar that moves. Elsewhere the events say when to look, and the clock only
    /// stands in for one that was lost, or was told before its effect could be seen.
    private static let (drawMilliseconds, lookMilliseconds) = (200, 1_000)

    let client: ControlClient
    let name: String
    /// Those that are to go.
    let generations: Set<UInt64>

    /// - Parameter isQuiet: whether to show nothing.
    func run(isQuiet: Bool) async throws -> DrainOutcome {
        let terminal = Terminal.standardError
        defer { if !isQuiet, terminal.isInteractive { terminal.write(Terminal.clearLine) } }
        let wakes = Wakes(
            milliseconds: terminal.isInteractive ? Self.drawMilliseconds : Self.lookMilliseconds)
        let listening = Task { [client, name, wake = wakes.wake] in
            for try await _ in client.events(app: name) { wake() }
        }
        do {
            let outcome = try await outcome(wakes, on: isQuiet ? nil : terminal)
            await Self.end(listening)
            return outcome
        } catch {
            await Self.end(listening)
            throw error
        }
    }

    /// The client outlives what uses it.
    private static func end(_ listening: Task<Void, any Error>) async {
        listening.cancel()
        _ = await listening.result
    }

    private func outcome(_ wakes: Wakes, on terminal: Terminal?) async throws -> DrainOutcome {
        var shown = ""
        for await _ in wakes.stream {
            let app = try await known()
            let outcome = DrainOutcome(of: generations, in: app)
            if outcome != .underWay { return outcome }
            if let terminal, let app { show(app, on: terminal, shown: &shown) }
        }
        return .underWay
    }

    private func show(_ app: AppReport, on terminal: Terminal, shown: inout String) {
        let going = app.generations.filter { generations.contains($0.id) }
        guard let progress = DrainProgress(going) else { return }
        if terminal.isInteractive {
            let bar = progress.bar(width: terminal.size.width - name.count - 2)
            terminal.write("\(Terminal.clearLine)\(Printable.text(name)): \(bar)")
        } else if shown != "\(progress.active)" {
            shown = "\(progress.active)"
            terminal.print("\(Printable.text(name)): \(progress.text)")
        }
    }

    /// The app; nil where the runtime does not know it any more.
    private func known() async throws -> AppReport? {
        do throws(ControlClientError) {
            return try await client.app(name)
        } catch .refused(status: 404, _) {
            return nil
        } catch {
            throw error
        }
    }
}
