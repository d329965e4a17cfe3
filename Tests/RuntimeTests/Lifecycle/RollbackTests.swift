import Configuration
import Glibc
import Testing

@testable import Runtime

/// Going back to what served before. One at a time, as images count their threads by generation.
@Suite(.serialized) struct RollbackTests {
    private let app: AppName

    init() throws {
        app = try AppName("app")
    }

    /// A plugin whose contents differ by the number.
    private static func plugin(_ number: Int, create: String = "return NANO_OK;") throws -> [UInt8]
    {
        let source = "int number(void);\nint number(void) { return \(number); }\n"
        return try CompiledPlugin.bytes(CompiledPlugin.source(source, create: create))
    }

    /// Serves contents 2, and has served contents 1.
    private func line() throws -> AppLine {
        let line = try AppLine()
        try line.drop("app.so", Self.plugin(1))
        #expect(line.next("app_loaded") != nil)
        try line.drop("app.so", Self.plugin(2))
        #expect(line.next("app_swapped") != nil)
        #expect(line.next("app_unloaded") != nil)
        return line
    }

    @Test func aRollbackServesWhatServedBeforeAndASecondOneGoesForwardAgain() throws {
        let line = try line()
        let first = try #require(try line.status("app")?.kept)
        #expect(first.id == 1)
        #expect(line.command(.rollback(app)).isDone)
        #expect(line.port.answer("app") == "generation 3")
        let second = try #require(try line.status("app"))
        #expect(second.kept?.id == 2)
        #expect(second.generations.last?.buildID == first.buildID)
        #expect(line.command(.rollback(app)).isDone)
        let third = try #require(try line.status("app"))
        #expect(third.kept?.id == 3)
        #expect(third.generations.last?.buildID == second.kept?.buildID)
        #expect(line.keptFiles.count == 1)
    }

    @Test func theFileIsTakenUpAgainWhenItChangesAndNotBefore() throws {
        let line = try line()
        #expect(line.command(.rollback(app)).isDone)
        try #require(chmod(line.plugins.file("app.so"), 0o700) == 0)
        #expect(line.command(.reloadAll)?.isSuccess == true)
        #expect(try line.status("app")?.serving == 3)
        try line.drop("app.so", Self.plugin(2))
        #expect(line.port.waitFor("generation 4", from: "app"))
    }

    @Test func theSameContentsLoadedAgainAreNothingToGoBackTo() throws {
        let line = try line()
        #expect(line.command(.reload(app)).isDone)
        #expect(try line.status("app")?.kept?.id == 1)
        let fault = Fault(
            kind: .signal(name: "SIGSEGV", address: 16), function: "handle", request: nil,
            place: nil, backtrace: [])
        line.report(.faulted(3, fault))
        #expect(line.next("app_reloaded") != nil)
        #expect(try line.status("app")?.kept?.id == 1)
    }

    @Test func anAppThatIsDrainedGoesBackToo() throws {
        let line = try line()
        #expect(line.command(.drain(app)).isDone)
        #expect(line.command(.rollback(app)).isDone)
        #expect(line.port.answer("app") == "generation 3")
        #expect(try line.status("app")?.kept?.id == 2)
    }

    @Test func aRollbackWaitsForTheCandidateBeforeIt() throws {
        let line = try line()
        let gate = line.plugins.file("go")
        let slow = "while (access(\"\(gate)\", F_OK)) usleep(1000); return NANO_ERROR;"
        try line.drop("app.so", Self.plugin(3, create: slow))
        #expect(try line.waitUntil("app") { $0?.generations.last?.state == .loading })
        let answers = Recorder<Result<ControlOutcome, ControlError>>()
        line.report(.command(.rollback(app), origin: "test") { answers.add($0) })
        try line.plugins.write("go", "")
        #expect(answers.waitFor(1) == [.success(.done)])
        #expect(line.port.answer("app") == "generation 4")
    }

    @Test func whereNothingServedBeforeThereIsNothingToGoBackTo() throws {
        let line = try AppLine()
        try line.drop("app.so", Self.plugin(1))
        #expect(line.next("app_loaded") != nil)
        let refused = "app app: no generation before this one is kept"
        #expect(line.command(.rollback(app)).conflict == refused)
        let nobody = try AppName("nobody")
        #expect(line.command(.rollback(nobody)) == .failure(.unknownApp(nobody)))
    }

    @Test func whatIsKeptGoesWithItsApp() throws {
        let line = try line()
        #expect(line.keptFiles.count == 1)
        try line.remove("app.so")
        #expect(line.next("app_removed") != nil)
        #expect(try line.waitUntil("app") { $0 == nil })
        #expect(line.keptFiles == [])
    }
}
