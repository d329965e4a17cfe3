import FoundationEssentials
import Subprocess
import SystemPackage
import Testing

/// The scripts that shells complete with.
@Suite struct CompletionTests {
    /// What `program --generate-completion-script SHELL` prints.
    static func script(_ program: String, _ shell: String) async throws -> String {
        let result = try await Subprocess.run(
            .path(try Tool.program(program)),
            arguments: ["--generate-completion-script", shell],
            output: .string(limit: 1 << 20), error: .discarded)
        try #require(result.terminationStatus.isSuccess)
        return result.standardOutput
    }

    @Test(arguments: ["nano-tools", "nano-runtime"])
    func bashReadsItsScript(_ program: String) async throws {
        let folder = try TemporaryFolder()
        let file = try folder.write(try await Self.script(program, "bash"), to: "completion")
        let result = try await Subprocess.run(
            .name("bash"), arguments: ["-n", file.string],
            output: .discarded, error: .string(limit: 1 << 16))
        #expect(result.terminationStatus.isSuccess && result.standardError.isEmpty)
    }

    /// What bash offers for the word that begins after `line`.
    static func offers(after line: String, in folder: TemporaryFolder) async throws -> Set<String> {
        let file = try folder.write(try await script("nano-tools", "bash"), to: ".completion")
        let result = try await Subprocess.run(
            .name("bash"),
            arguments: [
                "-c",
                """
                source \(file)
                COMP_LINE='\(line) ' COMP_POINT=${#COMP_LINE}
                COMP_WORDS=(\(line) '') COMP_CWORD=$((${#COMP_WORDS[@]} - 1))
                _nano-tools nano-tools '' "${COMP_WORDS[-2]}"
                printf '%s\\n' "${COMPREPLY[@]}"
                """,
            ],
            workingDirectory: folder.path,
            output: .string(limit: 1 << 20), error: .discarded)
        return Set(result.standardOutput.split(separator: "\n").map(String.init))
    }

    @Test func bashOffersCommandsLanguagesAndFiles() async throws {
        let folder = try TemporaryFolder()
        try folder.write("", to: "app.so")
        try folder.write("", to: "notes.txt")
        try folder.write("", to: "sources/app.c")
        let commands = try await Self.offers(after: "nano-tools", in: folder)
        #expect(commands.isSuperset(of: ["new", "build-plugin", "test", "dev", "inspect"]))
        let languages = try await Self.offers(after: "nano-tools new --language", in: folder)
        #expect(languages.isSuperset(of: ["c", "cpp", "swift", "rust", "zig"]))
        let plugins = try await Self.offers(after: "nano-tools inspect", in: folder)
        #expect(plugins.contains("app.so") && !plugins.contains("notes.txt"))
        let folders = try await Self.offers(after: "nano-tools test", in: folder)
        #expect(folders.contains("sources") && !folders.contains("app.so"))
    }

    @Test(arguments: [("zsh", "#compdef nano-tools"), ("fish", "complete -c 'nano-tools'")])
    func othersHaveTheirs(shell: String, words: String) async throws {
        #expect(try await Self.script("nano-tools", shell).contains(words))
    }
}
