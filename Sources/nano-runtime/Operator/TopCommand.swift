import ArgumentParser
import ControlClient
import Glibc

/// `nano-runtime top`.
struct TopCommand: OperatorCommand {
    static let configuration = CommandConfiguration(
        commandName: "top", abstract: "Show the apps of a running runtime as they work.",
        discussion: """
            q quits; r, l and n sort by requests a second, p99 and name. Without a terminal, or \
            with --json, it prints what came within one second, and ends.
            """)

    @OptionGroup var options: ControlOptions

    func run(_ client: ControlClient) async throws {
        let terminal = Terminal.standardOutput
        if options.json || !terminal.isInteractive || isatty(STDIN_FILENO) == 0 {
            try await once(client)
        } else {
            // Nobody there is told on the usual screen.
            let first = try await Self.sample(client)
            await TopSession(client: client, terminal: terminal, first: first).run()
        }
    }

    private func once(_ client: ControlClient) async throws {
        var screen = TopScreen()
        screen.take(try await Self.sample(client))
        let second = Wakes(milliseconds: 1_000)
        var wakes = second.stream.makeAsyncIterator()
        for _ in 0..<2 { await wakes.next() }
        screen.take(try await Self.sample(client))
        try print(screen.report) { _ in screen.page }
    }

    /// What the runtime says now.
    static func sample(_ client: ControlClient) async throws -> TopSample {
        let apps = try await client.apps()
        let status = try await client.status()
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        return TopSample(
            seconds: Double(now.tv_sec) + Double(now.tv_nsec) / 1e9, status: status, apps: apps)
    }
}
