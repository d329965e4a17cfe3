import ControlAPI

extension ServerProcess {
    /// Its control socket, where it is unless it was said.
    var controlPath: String { directory.file("state/control.sock") }

    /// Runs a command of an operator's against this server.
    func command(_ words: String...) throws -> CommandResult {
        try CommandResult(words + ["--control", controlPath])
    }

    /// What a command prints with `--json`, which must succeed.
    func report<Report: Decodable>(_ type: Report.Type, _ words: String...) throws -> Report {
        let result = try CommandResult(words + ["--json", "--control", controlPath])
        guard result.code == 0, result.errors.isEmpty else {
            throw TestFailure("expected \(words) to succeed, got \(result)")
        }
        return try ControlJSON.decode(type, from: result.output.utf8)
    }
}
