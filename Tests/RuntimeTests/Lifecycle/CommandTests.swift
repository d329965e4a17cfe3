import Configuration
import Testing

@testable import Runtime

/// What operators ask for, over a real app line. One at a time, as images count their threads by
/// generation.
@Suite(.serialized) struct CommandTests {
    private let app: AppName

    init() throws {
        app = try AppName("app")
    }

    private static func plugin() throws -> [UInt8] {
        try CompiledPlugin.bytes(CompiledPlugin.source())
    }

    private func line() throws -> AppLine {
        let line = try AppLine()
        try line.drop("app.so", Self.plugin())
        #expect(line.next("app_loaded") != nil)
        return line
    }

    // MARK: Drain, resume

    @Test func aDrainedAppAnswers503UntilItIsResumedAsANewGeneration() throws {
        let line = try line()
        let lease = try #require(line.port.lease("app"))
        #expect(line.command(.drain(app)).isDone)
        #expect(line.port.answer("app") == "503, drained")
        #expect(try line.status("app")?.state == .draining)
        lease.end()
        #expect(line.next("app_unloaded") != nil)
        #expect(try line.status("app")?.state == .drained)
        #expect(line.command(.drain(app)).isDone)
        #expect(line.command(.resume(app)).isDone)
        #expect(line.port.answer("app") == "generation 2")
        #expect(line.command(.resume(app)).conflict == "app app is not drained")
    }

    @Test func aDrainedAppServesWhenItsFileChangesAndNotBefore() throws {
        let line = try line()
        #expect(line.command(.drain(app)).isDone)
        #expect(line.command(.reloadAll)?.isSuccess == true)
        #expect(line.port.answer("app") == "503, drained")
        try line.drop("app.so", Self.plugin())
        #expect(line.port.waitFor("generation 2", from: "app"))
    }

    @Test func aDrainedAppWhoseFileIsRemovedIsGone() throws {
        let line = try line()
        #expect(line.command(.drain(app)).isDone)
        try line.remove("app.so")
        #expect(line.next("app_removed") != nil)
        #expect(line.port.answer("app") == "404")
        #expect(try line.waitUntil("app") { $0 == nil })
    }

    @Test func aDrainTakesTheCandidateAlong() throws {
        let line = try line()
        let gate = line.plugins.file("go")
        let slow = "while (access(\"\(gate)\", F_OK)) usleep(1000); return NANO_OK;"
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source(create: slow)))
        #expect(try line.waitUntil("app") { $0?.generations.count == 2 })
        #expect(line.command(.drain(app)).isDone)
        try line.plugins.write("go", "")
        #expect(line.next("app_unloaded") != nil)
        #expect(line.port.answer("app") == "503, drained")
        #expect(line.command(.resume(app)).isDone)
        #expect(line.port.answer("app") == "generation 3")
    }

    // MARK: Reload

    @Test func aReloadLoadsTheUnchangedFileAgain() throws {
        let line = try line()
        #expect(line.command(.reload(app)).isDone)
        #expect(line.port.answer("app") == "generation 2")
        #expect(line.next("app_swapped") != nil)
    }

    @Test func aReloadOfAFileThatFailsIsRejectedAndTheOldOneServesOn() throws {
        let line = try line()
        let counter = line.plugins.file("created")
        let failing = "return access(\"\(counter)\", F_OK) ? NANO_OK : NANO_ERROR;"
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source(create: failing)))
        #expect(line.next("app_swapped") != nil)
        try line.plugins.write("created", "")
        #expect(line.command(.reload(app)).rejection?.contains("create returned -1") == true)
        #expect(line.port.answer("app") == "generation 2")
        try line.remove("app.so")
        let gone = line.command(.reload(app))
        #expect(gone.rejection?.hasSuffix("app.so: stat: No such file or directory") == true)
    }

    @Test func aReloadEndsAQuarantine() throws {
        let line = try AppLine()
        try line.plugins.write("app.json", #"{"max_faults":0}"#)
        try line.drop("app.so", Self.plugin())
        #expect(line.next("app_loaded") != nil)
        let fault = Fault(
            kind: .signal(name: "SIGSEGV", address: 16), function: "handle", request: nil,
            place: nil, backtrace: [])
        line.report(.faulted(1, fault))
        #expect(line.next("app_quarantined") != nil)
        #expect(try line.status("app")?.quarantineReason == "SIGSEGV in handle")
        #expect(line.command(.reload(app)).isDone)
        #expect(line.port.answer("app") == "generation 2")
    }

    // MARK: Remove

    @Test func aRemovedAppStaysAwayUntilItsFileChanges() throws {
        let line = try line()
        #expect(line.command(.remove(app)).isDone)
        #expect(line.next("app_removed") != nil)
        #expect(line.command(.reloadAll)?.isSuccess == true)
        #expect(try line.waitUntil("app") { $0 == nil })
        #expect(line.port.answer("app") == "404")
        #expect(line.command(.remove(app)) == .failure(.unknownApp(app)))
        try line.drop("app.so", Self.plugin())
        #expect(line.port.waitFor("generation 2", from: "app"))
    }

    @Test func aRemovedAppIsBackWithAReload() throws {
        let line = try line()
        #expect(line.command(.remove(app)).isDone)
        #expect(line.command(.reload(app)).isDone)
        #expect(line.port.answer("app") == "generation 2")
    }

    @Test func aRemovalWhileItDrainsIsOfTheDrainThatIsUnderWay() throws {
        let line = try line()
        let lease = try #require(line.port.lease("app"))
        #expect(line.command(.drain(app)).isDone)
        #expect(line.command(.remove(app)).isDone)
        #expect(line.port.answer("app") == "503")
        lease.end()
        #expect(line.next("app_removed") != nil)
        #expect(line.port.answer("app") == "404")
    }

    // MARK: Add

    @Test func anAddedAppServesIsSwappedAndRemoved() throws {
        let (line, other) = (try line(), try TemporaryDirectory())
        let path = try other.write("x.so", Self.plugin())
        let entry = AppEntry(name: try AppName("added"), path: path)
        #expect(line.command(.add(entry)).isDone)
        #expect(line.port.answer("added") == "generation 2")
        #expect(try line.status("added")?.source == .control)
        #expect(line.command(.add(entry)).conflict == "there is an app added already")
        try other.write("x.so", Self.plugin())
        #expect(line.port.waitFor("generation 3", from: "added"))
        #expect(line.command(.remove(entry.name)).isDone)
        #expect(line.next("app_removed") != nil)
        #expect(try line.waitUntil("added") { $0 == nil })
    }

    @Test func whatCannotBeAddedLeavesNothing() throws {
        let (line, other) = (try line(), try TemporaryDirectory())
        var entry = AppEntry(name: try AppName("added"), path: other.file("missing.so"))
        #expect(line.command(.add(entry)).rejection?.contains("missing.so: stat:") == true)
        entry.path = try other.write(
            "x.so", Array("no plugin, long enough for a header.......".utf8))
        #expect(line.command(.add(entry)).rejection?.contains("x.so") == true)
        #expect(try line.waitUntil("added") { $0 == nil })
        entry.path = try other.write("y.so", Self.plugin())
        entry.hostnames = [try Hostname("app.localhost")]
        #expect(line.command(.add(entry)).conflict == "host app.localhost is claimed by app app")
        entry.hostnames = []
        #expect(line.command(.add(entry)).isDone)
    }

    // MARK: The answer

    @Test func aCommandIsToldWithWhoAskedAndWhatBecameOfIt() throws {
        let line = try line()
        #expect(line.command(.drain(app)).isDone)
        let event = try #require(line.next("control_command"))
        #expect(event.contains(#""command":"drain","app":"app","origin":"test","outcome":"done""#))
        let nobody = try AppName("nobody")
        #expect(line.command(.drain(nobody)) == .failure(.unknownApp(nobody)))
        let refused = try #require(line.next("control_command"))
        #expect(refused.contains(#""outcome":"unknown_app","reason":"there is no app nobody""#))
    }

    @Test func aCommandUnderWayIsAnsweredWhenTheProcessEnds() throws {
        let line = try line()
        let slow = "sleep(1); return NANO_OK;"
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source(create: slow)))
        #expect(line.next("app_swapped") != nil)
        let answers = Recorder<Result<ControlOutcome, ControlError>>()
        line.report(.command(.reload(app), origin: "test") { answers.add($0) })
        #expect(try line.waitUntil("app") { $0?.generations.last?.state == .loading })
        line.shutDown()
        #expect(answers.waitFor(1) == [.failure(.stopping)])
    }
}
