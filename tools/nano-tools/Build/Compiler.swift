import ArgumentParser
import FoundationEssentials
import Subprocess
import SystemPackage

/// A compiler or another program that was found: its file, and the arguments that come before all
/// others.
struct Compiler {
    let executable: FilePath
    var arguments: [String] = []

    /// The program that `command` names, by a path or by a name looked up in PATH, followed by
    /// arguments of its own, as in `CC="ccache gcc"`. `nil` if there is none.
    init?(command: String) {
        let words = command.split(separator: " ").map(String.init)
        guard let name = words.first, let executable = Self.find(name) else { return nil }
        self.executable = executable
        self.arguments = Array(words.dropFirst())
    }

    /// The program at `executable`.
    init(executable: FilePath) {
        self.executable = executable
    }

    private static func find(_ name: String) -> FilePath? {
        let path = ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"
        let candidates =
            name.contains("/")
            ? [FilePath(name)]
            : path.split(separator: ":").map { FilePath(String($0)).appending(name) }
        return candidates.first { FileManager.default.isExecutableFile(atPath: $0.string) }
    }

    /// Runs the compiler with its messages going to standard error, as it writes them, in
    /// `folder` or in this program's own, with `environment` on top of this program's own.
    /// A failure ends the command without a word of ours: the compiler has said why.
    func run(
        _ arguments: [String], in folder: FilePath? = nil,
        environment: [Environment.Key: String] = [:]
    ) async throws {
        try await run(arguments, in: folder, environment, output: .currentStandardError)
    }

    /// Runs a program whose output is what the user asked for: tests. Otherwise like `run`.
    func runForItsOutput(
        _ arguments: [String], in folder: FilePath? = nil,
        environment: [Environment.Key: String] = [:]
    ) async throws {
        try await run(arguments, in: folder, environment, output: .currentStandardOutput)
    }

    private func run(
        _ arguments: [String], in folder: FilePath?, _ environment: [Environment.Key: String],
        output: FileDescriptorOutput
    ) async throws {
        let result = try await Subprocess.run(
            .path(executable), arguments: Arguments(self.arguments + arguments),
            environment: .inherit.updating(environment), workingDirectory: folder,
            output: output, error: .currentStandardError)
        guard result.terminationStatus.isSuccess else { throw ExitCode.failure }
    }

    /// What the compiler prints to standard output, or `nil` if it fails.
    func output(_ arguments: [String]) async throws -> String? {
        let result = try await Subprocess.run(
            .path(executable), arguments: Arguments(self.arguments + arguments),
            output: .string(limit: 1 << 20), error: .discarded)
        return result.terminationStatus.isSuccess ? result.standardOutput : nil
    }

    /// What a program prints to standard output, while its messages go to standard error as it
    /// writes them. Otherwise like `run`.
    func outputWithMessages(
        _ arguments: [String], in folder: FilePath, environment: [Environment.Key: String] = [:]
    ) async throws -> String {
        let result = try await Subprocess.run(
            .path(executable), arguments: Arguments(self.arguments + arguments),
            environment: .inherit.updating(environment), workingDirectory: folder,
            output: .string(limit: 1 << 24), error: .currentStandardError)
        guard result.terminationStatus.isSuccess else { throw ExitCode.failure }
        return result.standardOutput
    }
}
