import ELFPreflight
import Testing

/// Hazards for which a plugin is refused, each provoked with a real compiler.
@Suite struct HazardRefusalTests {
    private static func refusal(
        with compiler: String = "clang", _ more: String, _ option: String
    ) throws -> PreflightError {
        let source = CompiledPlugin.source(manifest: HazardTests.manifest, more: more)
        return try ELFPreflightTests.refusal(
            of: CompiledPlugin.compile(source, with: compiler, option))
    }

    @Test(arguments: ["gcc", "clang"]) func refusesAnExecutableStack(compiler: String) throws {
        let error = try Self.refusal(with: compiler, "", "-Wl,-z,execstack")
        #expect(error == .hazard(.executableStack))
        #expect("\(error)".contains("(link with -z noexecstack;"))
        #expect(!error.looksIncomplete)
    }

    @Test func refusesAFileThatDoesNotSayWhatStackItNeeds() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        for segment in file.segments(.gnuStack) { file.write(UInt32(0), at: segment) }
        #expect(try ELFPreflightTests.refusal(of: file.bytes) == .hazard(.executableStack))
    }

    @Test(arguments: ["gcc", "clang"]) func refusesTextRelocations(compiler: String) throws {
        let error = try Self.refusal(
            with: compiler, #"__asm__(".text\n.quad nano_plugin_entry_v1\n");"#, "-Wl,-z,notext")
        #expect(error == .hazard(.textRelocations))
        #expect("\(error)".contains("(compile everything with -fPIC;"))
    }

    @Test func refusesMoreStaticTLSThanSwapsLeaveRoomFor() throws {
        let error = try Self.refusal(
            "static _Thread_local char room[1024]; "
                + "NANO_EXPORT char *f(void) { return room; }", "-ftls-model=initial-exec")
        #expect(error == .hazard(.staticTLS(bytes: 1024)))
        #expect("\(error)".contains("takes 1024 bytes"))
        #expect("\(error)".contains("expected at most 64"))
    }

    @Test(arguments: ["libswiftCore.so", "libswift_Concurrency.so", "libFoundationEssentials.so"])
    func refusesTheSharedSwiftRuntime(library: String) throws {
        let error = try ELFPreflightTests.refusal(of: CompiledPlugin.needing(library: library))
        #expect(error == .hazard(.sharedSwiftRuntime(library: library)))
        #expect("\(error)".contains("(build with -static-stdlib)"))
    }
}
