import Testing

@testable import Runtime

/// The app line's answer to faults, which the test reports as the request line would. One at a
/// time, as images count their threads by generation.
@Suite(.serialized) struct FaultTests {
    private func served(_ line: AppLine, _ source: String = CompiledPlugin.source()) throws {
        try line.drop("app.so", CompiledPlugin.bytes(source))
        #expect(line.next("app_loaded") != nil)
    }

    private static func fault(
        _ kind: Fault.Kind = .signal(name: "SIGSEGV", address: 16)
    ) -> Fault {
        Fault(
            kind: kind, function: "handle", request: "GET /crash",
            place: nil,
            backtrace: [])
    }

    @Test func whatFaultedIsLoadedAfreshFromAFileOfItsOwn() throws {
        let line = try AppLine()
        try served(line)
        let first = line.stagedFiles
        line.report(.faulted(GenerationID(1), Self.fault()))
        let event = try #require(line.next("app_fault"))
        #expect(event.contains(#""signal":"SIGSEGV","address":"0x10""#))
        #expect(event.contains(#""function":"handle","request":"GET /crash""#))
        let reloaded = try #require(line.next("app_reloaded"))
        #expect(reloaded.contains(#""from_generation":1"#))
        #expect(reloaded.contains(#""attempt":1,"max":3"#))
        #expect(line.port.answer("app") == "generation 2")
        #expect(line.stagedFiles.count == 2)
        #expect(Set(line.stagedFiles).isSuperset(of: first))
    }

    @Test func whatFaultedIsPinnedWhenItsLastLeaseHasEnded() throws {
        let line = try AppLine()
        try served(line)
        let lease = try #require(line.port.lease("app"))
        line.report(.faulted(GenerationID(1), Self.fault()))
        #expect(line.next("app_reloaded") != nil)
        lease.end()
        #expect(line.next("app_pinned")?.contains("it faulted: SIGSEGV in handle") == true)
    }

    @Test func tooManyFaultsQuarantineTheAppUntilAnotherFileComes() throws {
        let line = try AppLine()
        try served(line)
        for number in 1...3 as ClosedRange<UInt64> {
            line.report(.faulted(GenerationID(number), Self.fault()))
            #expect(line.next("app_reloaded")?.contains(#""attempt":\#(number)"#) == true)
        }
        line.report(.faulted(GenerationID(4), Self.fault()))
        #expect(line.next("app_quarantined")?.contains(#""faults":4"#) == true)
        #expect(line.port.answer("app") == "503, SIGSEGV in handle")
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.port.waitFor("generation 5", from: "app"))
    }

    @Test func aFaultInCreateRejectsTheCandidateAndPinsItsImage() throws {
        let line = try AppLine()
        try served(line)
        let faulting = CompiledPlugin.source(create: "*(volatile int *)8 = 0; return NANO_OK;")
        try line.drop("app.so", CompiledPlugin.bytes(faulting))
        #expect(line.next("app_fault")?.contains(#""function":"create""#) == true)
        #expect(line.next("app_rejected")?.contains("SIGSEGV in create") == true)
        #expect(line.next("app_pinned") != nil)
        #expect(line.port.answer("app") == "generation 1")
    }

    @Test(arguments: ["save", "restore"])
    func aFaultWhileStateGoesOverLosesNoneThatServes(_ function: String) throws {
        let line = try AppLine()
        let fault = "*(volatile int *)8 = 0;"
        try served(line, ExtendedPlugin.state(save: function == "save" ? fault : ""))
        try line.drop(
            "app.so",
            CompiledPlugin.bytes(ExtendedPlugin.state(restore: function == "save" ? "" : fault)))
        #expect(line.next("app_fault")?.contains(#""function":"\#(function)""#) == true)
        #expect(line.next("app_pinned") != nil)
        #expect(line.port.answer("app") == (function == "save" ? "generation 2" : "generation 1"))
    }

    @Test func theSameFileWrittenAgainEndsTheQuarantine() throws {
        let line = try AppLine()
        let bytes = try CompiledPlugin.bytes(CompiledPlugin.source())
        try line.plugins.write("app.json", #"{"max_faults":0}"#)
        try line.drop("app.so", bytes)
        #expect(line.next("app_loaded") != nil)
        line.report(.faulted(GenerationID(1), Self.fault()))
        #expect(line.next("app_quarantined") != nil)
        try line.plugins.write("app.so", bytes)
        #expect(line.port.waitFor("generation 2", from: "app"))
    }

    @Test func aQuarantinedAppCanBeRemoved() throws {
        let line = try AppLine()
        try line.plugins.write("app.json", #"{"max_faults":0}"#)
        try served(line)
        line.report(.faulted(GenerationID(1), Self.fault()))
        #expect(line.next("app_quarantined") != nil)
        try line.remove("app.so")
        #expect(line.next("app_removed") != nil)
        #expect(line.port.answer("app") == "404")
    }

    @Test func whatHangsIsParkedAndUnloadedWhenItsLanesHaveEnded() throws {
        let line = try AppLine()
        try served(line)
        let lease = try #require(line.port.lease("app"))
        let hang = Fault.Kind.hang(milliseconds: 5_000, isThreadInside: true)
        line.report(.faulted(GenerationID(1), Self.fault(hang)))
        #expect(line.next("app_hung")?.contains(#""abandoned":false"#) == true)
        #expect(line.next("app_parked")?.contains("did not return in 5000 ms") == true)
        #expect(line.next("app_reloaded") != nil)
        lease.end()
        #expect(line.next("app_unloaded")?.contains(#""generation":1"#) == true)
    }

    @Test func handlersThatBlockTheirLoopMoveTheAppToLanes() throws {
        let line = try AppLine()
        try served(line)
        for _ in 0..<3 { line.report(.blocked(GenerationID(1), milliseconds: 120)) }
        #expect(line.next("app_blocked_loop")?.contains(#""elapsed_ms":120,"count":1"#) == true)
        #expect(line.next("app_moved_to_lanes") != nil)
        line.report(.faulted(GenerationID(1), Self.fault()))
        #expect(line.next("app_reloaded")?.contains(#""execution":"lane""#) == true)
        try line.plugins.write("app.json", #"{"max_faults":1}"#)
        #expect(line.next("app_swapped")?.contains(#""execution":"lane""#) == true)
        try line.drop(
            "app.so", CompiledPlugin.bytes(CompiledPlugin.source(handle: "return NANO_ERROR;")))
        #expect(line.next("app_swapped")?.contains(#""execution":"inline""#) == true)
    }
}
