// The commands of an operator: each asks a running runtime over its control socket, and ends.
//
//     ControlOptions → ControlClient → the command's run(_:) → lines or JSON

import ArgumentParser
import ControlAPI
import ControlClient

/// A command that asks a running runtime.
protocol OperatorCommand: ParsableCommand, Sendable {
    var options: ControlOptions { get }

    /// Asks, and prints. The client is shut down behind it.
    func run(_ client: ControlClient) async throws
}

extension OperatorCommand {
    /// `EX_UNAVAILABLE` of sysexits.h: no runtime was reached.
    private static var unreachableCode: Int32 { 69 }

    func run() throws {
        let place = try options.place()
        do {
            try AsynchronousRun.wait {
                let client = ControlClient(place)
                do {
                    try await run(client)
                } catch {
                    await client.shutdown()
                    throw error
                }
                await client.shutdown()
            }
        } catch let error as ControlClientError {
            guard case .unreachable = error else { throw error }
            Terminal.standardError.print("Error: \(error)")
            throw ExitCode(Self.unreachableCode)
        }
    }

    /// Prints a report as JSON where that was asked for, else as a page.
    func print<Report: Encodable>(
        _ report: Report, page: (_ colored: Bool) -> [String]
    ) throws {
        let terminal = Terminal.standardOutput
        if options.json {
            terminal.print(String(decoding: try ControlJSON.encode(report), as: UTF8.self))
        } else {
            terminal.print(page(terminal.hasColor).joined(separator: "\n"))
        }
    }
}
