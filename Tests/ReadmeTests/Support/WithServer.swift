import Subprocess
import SystemPackage
import Testing

/// Runs `body` beside a server in `folder`, which must then end well.
/// - Parameters:
///   - arguments: of `nano-runtime serve`.
///   - body: is given the port, and the log from `server_start` on.
func withServer(
    in folder: WorkFolder, _ arguments: [String],
    body: (Int, inout ServerLog) async throws -> Void
) async throws {
    let common = ["--port", "0", "--log-format", "json"]
    let state = ["--state-directory", folder.stateDirectory]
    let result = try await Subprocess.run(
        .path(try Checkout.runtime), arguments: Arguments(["serve"] + arguments + common + state),
        workingDirectory: folder.path, input: .none, output: .sequence, error: .discarded
    ) { server in
        do {
            var log = ServerLog(server.standardOutput)
            let port = try #require(try await log.next("server_start").port)
            try await body(port, &log)
            try server.send(signal: .terminate)
            try await log.readToEnd()
        } catch {
            try server.send(signal: .kill)
            throw error
        }
    }
    #expect(result.terminationStatus == .exited(0))
}
