import Glibc
import SystemPackage
import Testing

/// What check says of plugins that are well, and of each that has one defect.
@Suite struct CheckTests {
    let folder: TemporaryFolder

    init() throws { folder = try TemporaryFolder() }

    /// A fixture with one defect, and the beginning of the line that must name it.
    struct Defective: CustomTestStringConvertible {
        let fixture: String
        let finding: String
        var request = "GET /"

        var testDescription: String { fixture }
    }

    static let defective = [
        Defective(
            fixture: "closes-descriptor.c",
            finding: "fail: destroy: closed a descriptor that is not its own: "),
        Defective(
            fixture: "closes-all-descriptors.c",
            finding: "fail: create: closed the descriptor that the check reports by"),
        Defective(
            fixture: "crashes-in-create.c",
            finding: #"fail: create: ended by SIGABRT, having printed "no configuration""#),
        Defective(
            fixture: "create-fails.c",
            finding: #"fail: create: returned -3, having logged "info: no database""#),
        Defective(
            fixture: "entry-null.c",
            finding: "fail: load: nano_plugin_entry_v1() returned NULL"),
        Defective(
            fixture: "exits.c", finding: "fail: handle: ended the process with exit(7)"),
        Defective(
            fixture: "given-header.c",
            finding: "fail: handle: GET /: respond was refused: header 0: the value has bytes",
            request: "GET / Name=a\u{1}"),
        Defective(
            fixture: "given-header.c",
            finding: "fail: handle: GET /: respond was refused: Content-Length: expected 2",
            request: "GET / Content-Length=1000"),
        Defective(fixture: "handle-fails.c", finding: "fail: handle: GET /: handle returned -3"),
        Defective(fixture: "keeps-request.c", finding: "fail: destroy: ended by SIGSEGV"),
        Defective(
            fixture: "leaks-descriptor.c", finding: "fail: create: left a descriptor open: "),
        Defective(
            fixture: "leaks-memory.c",
            finding: "fail: cycles: the heap grew by 41"),
        Defective(
            fixture: "never-ends.c",
            finding: "fail: handle: GET /: deferred, and not ended in time; "),
        Defective(
            fixture: "no-answer.c",
            finding: "fail: handle: GET /: handle returned NANO_OK without an answer"),
        Defective(
            fixture: "signal-handler.c",
            finding: "fail: create: left its handler of SIGUSR1 installed"),
        Defective(
            fixture: "takes-sigterm.c",
            finding: "fail: create: left its handler of SIGTERM installed"),
    ]

    @Test(arguments: defective)
    func namesTheDefectAndItsStep(_ plugin: Defective) async throws {
        let file = try await Tool.buildFixture(plugin.fixture, into: folder.path)
        let outcome = try await Tool.run(
            "check", file.string, "--cycles", "50", "--request", plugin.request)
        #expect(!outcome.succeeded)
        let lines = outcome.standardOutput.split(separator: "\n")
        let isNamed = lines.contains { $0.hasPrefix(plugin.finding) }
        #expect(isNamed, "\(outcome.standardOutput)")
        let isFailed = lines.last?.hasPrefix("\(file): fail: ") == true
        #expect(isFailed, "\(outcome.standardOutput)")
    }

    @Test(arguments: [
        "echo.c", "embedded-swift.swift", "pthread-key.c", "thread-local.cc", "two-answers.c",
    ])
    func passesAPluginThatLeavesNothingBehind(_ fixture: String) async throws {
        let file = try await Tool.buildFixture(fixture, into: folder.path)
        let outcome = try await Tool.run("check", file.string)
        #expect(outcome.succeeded, "\(outcome.standardOutput)")
        let verdict = "\(file): pass: 200 whole cycles of load, use and unload"
        #expect(outcome.standardOutput.contains(verdict), "\(outcome.standardOutput)")
        #expect(!outcome.standardOutput.contains("warning"))
    }

    @Test func findsTheThreadThatDestroyLeavesRunning() async throws {
        let file = try await Tool.buildFixture("leaked-thread.c", into: folder.path)
        let outcome = try await Tool.run("check", file.string, "--env", "GATE=\(try gate())")
        #expect(!outcome.succeeded)
        #expect(outcome.standardOutput.contains("fail: destroy: left a thread running; "))
    }

    @Test func givesUpACallThatDoesNotReturn() async throws {
        let file = try await Tool.buildFixture("create-hangs.c", into: folder.path)
        let outcome = try await Tool.run(
            "check", file.string, "--env", "GATE=\(try gate())", "--deadline", "2")
        #expect(!outcome.succeeded)
        #expect(outcome.standardOutput.contains("fail: create: did not return in 2.0 s; "))
    }

    @Test func warnsOfWhatTheProcessSharesAndSaysInWhichStep() async throws {
        let file = try await Tool.buildFixture("changes-settings.c", into: folder.path)
        let outcome = try await Tool.run("check", file.string, "--cycles", "1")
        #expect(outcome.succeeded)
        for finding in [
            "warning: load: changed the environment: FIXTURE_VARIABLE; ",
            "warning: create: changed the working directory to /; ",
            "warning: handle: changed the locale to C.UTF-8; ",
            "warning: handle: changed the umask to 07; ",
            "warning: destroy: changed what SIGWINCH does; ",
            "\(file): pass with warnings: 1 whole cycle ",
        ] {
            #expect(outcome.standardOutput.contains(finding), "\(outcome.standardOutput)")
        }
    }

    @Test func warnsOfAnImageThatThePreflightSaysIsPinned() async throws {
        let file = try await Tool.buildFixtureLoosely("gnu-unique.c", into: folder.path)
        let outcome = try await Tool.run("check", file.string)
        #expect(outcome.succeeded)
        let finding = "warning: unload: the image stayed in the process: "
        #expect(outcome.standardOutput.contains(finding))
        #expect(outcome.standardOutput.contains("-fno-gnu-unique"))
    }

    @Test func refusesInTheWordsOfThePreflight() async throws {
        let file = try await Tool.buildFixtureLoosely("no-manifest.c", into: folder.path)
        let outcome = try await Tool.run("check", file.string)
        #expect(!outcome.succeeded)
        #expect(outcome.standardOutput.hasPrefix("fail: preflight: no manifest note: "))
    }

    @Test func asksWhatItIsToldToAsk() async throws {
        let file = try await Tool.buildFixture("echo.c", into: folder.path)
        let outcome = try await Tool.run(
            "check", file.string, "--cycles", "1", "--request", "POST /a?b five!",
            "--request", "HEAD /")
        #expect(outcome.succeeded)
        #expect(outcome.standardOutput.hasPrefix("POST /a?b: 200, 5 bytes, "))
        #expect(outcome.standardOutput.contains("\nHEAD /: 200, 0 bytes, "))
    }

    @Test(arguments: ["GET", "GET x", "G,T /", "GET /\u{1}"])
    func refusesARequestThatIsNone(_ request: String) async throws {
        let outcome = try await Tool.run("check", "x.so", "--request", request)
        #expect(!outcome.succeeded)
        #expect(outcome.standardError.contains("--request"))
    }

    /// A FIFO that nobody opens for writing.
    private func gate() throws -> FilePath {
        let path = folder.path.appending("gate")
        try #require(mkfifo(path.string, 0o600) == 0)
        return path
    }
}
