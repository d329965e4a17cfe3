import Subprocess
import SystemPackage
import Testing

/// What a person at a terminal sees, and a script does not.
@Suite struct TerminalTests {
    /// Runs nano-tools on a pseudo-terminal (script(1)); returns everything it wrote there.
    static func onTerminal(
        _ arguments: String, environment: [Environment.Key: String?] = [:]
    ) async throws -> String {
        let command = "\(try Tool.program("nano-tools")) \(arguments)"
        let defaults: [Environment.Key: String?] = ["TERM": "xterm", "NO_COLOR": nil]
        let result = try await Subprocess.run(
            .name("script"), arguments: ["-qec", command, "/dev/null"],
            environment: .inherit.updating(defaults.merging(environment) { $1 }),
            output: .string(limit: 1 << 20), error: .discarded)
        return result.standardOutput
    }

    static let source = Tool.repository.appending("Plugins/hello-c")

    @Test func aBuildSaysWhatItIsAtAndTakesItAway() async throws {
        let folder = try TemporaryFolder()
        let arguments = "build-plugin \(Self.source) -o \(folder.path)/hello.so"
        let text = try await Self.onTerminal(arguments)
        #expect(text == "\r\u{1B}[Kbuilding hello-c…\r\r\u{1B}[K")
        #expect(try await Self.onTerminal(arguments, environment: ["TERM": "dumb"]) == "")
    }

    @Test func aScriptSeesNoProgress() async throws {
        let folder = try TemporaryFolder()
        let outcome = try await Tool.run(
            "build-plugin", Self.source.string, "-o", folder.path.appending("hello.so").string)
        #expect(outcome.succeeded)
        #expect(outcome.standardOutput == "" && outcome.standardError == "")
    }
}
