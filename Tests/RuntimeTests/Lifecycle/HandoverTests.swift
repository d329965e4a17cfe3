import Testing

@testable import Runtime

/// One generation makes way for the next, with real images. One at a time: threads are counted by
/// generation for the whole process, and each line's first generation is 1.
@Suite(.serialized) struct HandoverTests {
    private func served(_ source: String, _ line: AppLine) throws {
        try line.drop("app.so", CompiledPlugin.bytes(source))
        #expect(line.next("app_loaded") != nil)
    }

    @Test func aNumberGoesOverAtThePublicationAndAgainAfterTheDrain() throws {
        let line = try AppLine()
        try served(ExtendedPlugin.state(number: 42), line)
        let lease = try #require(line.port.lease("app"))
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.state()))
        #expect(line.next("app_log")?.contains("version 7, number 42") == true)
        #expect(line.next("app_handed_over")?.contains(#""stage":"publish""#) == true)
        #expect(line.next("app_swapped") != nil)
        lease.end()
        #expect(line.next("app_log")?.contains("number 1042") == true)
        #expect(line.next("app_handed_over")?.contains(#""stage":"drained""#) == true)
    }

    @Test func aRestoreThatFailsKeepsTheOldGeneration() throws {
        let line = try AppLine()
        try served(ExtendedPlugin.state(), line)
        let failing = ExtendedPlugin.state(restore: "return NANO_ERROR_INVALID;")
        try line.drop("app.so", CompiledPlugin.bytes(failing))
        #expect(line.next("app_rejected")?.contains("restore returned -2") == true)
        #expect(line.next("app_unloaded")?.contains(#""generation":2"#) == true)
        #expect(line.port.answer("app") == "generation 1")
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.state()))
        #expect(line.next("app_swapped") != nil)
    }

    @Test func aRestoreThatHangsKeepsTheOldGeneration() throws {
        let line = try AppLine(callTimeoutMilliseconds: 200)
        try served(ExtendedPlugin.state(), line)
        let gate = line.plugins.file("go")
        let hanging = ExtendedPlugin.state(
            restore: "while (access(\"\(gate)\", F_OK)) usleep(1000);")
        try line.drop("app.so", CompiledPlugin.bytes(hanging))
        #expect(line.next("app_rejected")?.contains("restore did not return in 200 ms") == true)
        #expect(line.next("app_parked") != nil)
        #expect(line.port.answer("app") == "generation 1")
        try line.plugins.write("go", "")
        #expect(line.next("app_unloaded")?.contains(#""generation":2"#) == true)
    }

    @Test func aSaveThatFailsKeepsTheOldGenerationAndSaysWhoseItWas() throws {
        let line = try AppLine()
        try served(ExtendedPlugin.state(save: "return NANO_ERROR;"), line)
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.state()))
        #expect(line.next("app_rejected")?.contains("generation 1: save returned -1") == true)
        #expect(line.port.answer("app") == "generation 1")
    }

    @Test func stateBeyondTheLimitIsRefused() throws {
        let line = try AppLine()
        let large = """
            { static uint8_t block[1 << 20]; int32_t code;
            while ((code = writer->write(writer, nano_bytes_of(block, sizeof block))) == NANO_OK) {}
            return code; }
            """
        try served(ExtendedPlugin.state(save: large), line)
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.state()))
        #expect(line.next("app_rejected")?.contains("more than 67108864 bytes") == true)
    }

    @Test func aPluginWithoutTheExtensionTakesOverNothing() throws {
        let line = try AppLine()
        try served(ExtendedPlugin.state(), line)
        try line.drop("app.so", CompiledPlugin.bytes(CompiledPlugin.source()))
        #expect(line.next("app_handover_skipped")?.contains("generation 2 has no") == true)
        #expect(line.next("app_swapped") != nil)
    }

    @Test func whatServesQuiescesBeforeCreateAndResumesWhenTheCandidateFails() throws {
        let line = try AppLine()
        try served(ExtendedPlugin.quiesce(), line)
        let failing = ExtendedPlugin.quiesce(create: "return NANO_ERROR;")
        try line.drop("app.so", CompiledPlugin.bytes(failing))
        #expect(line.nextNames(3) == ["app_log", "app_rejected", "app_log"])
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.quiesce()))
        #expect(line.next("app_log")?.contains("quiesces") == true)
        #expect(line.next("app_swapped") != nil)
    }

    @Test func createFollowsAQuiesceThatHangs() throws {
        let line = try AppLine(callTimeoutMilliseconds: 200)
        let gate = line.plugins.file("go")
        try served(
            ExtendedPlugin.quiesce("while (access(\"\(gate)\", F_OK)) usleep(1000);"), line)
        try line.drop("app.so", CompiledPlugin.bytes(ExtendedPlugin.quiesce()))
        #expect(line.next("app_quiesce_failed")?.contains("did not return in 200 ms") == true)
        #expect(line.next("app_swapped") != nil)
        try line.plugins.write("go", "")
        #expect(line.next("app_unloaded")?.contains(#""generation":1"#) == true)
    }
}
