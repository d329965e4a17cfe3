import ELFPreflight
import Testing

/// Hazards, each provoked with a real compiler.
@Suite struct HazardTests {
    private static let manifest = #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", 1u);"#

    private static func facts(
        with compiler: String = "clang", language: String = "c", _ more: String, _ option: String
    ) throws -> PluginFacts {
        let source = CompiledPlugin.source(manifest: manifest, more: more)
        return try ELFPreflightTests.facts(
            CompiledPlugin.compile(source, with: compiler, language: language, option))
    }

    @Test func threadLocalObjectsOfCPlusPlusRequireLanes() throws {
        let facts = try Self.facts(
            with: "g++", language: "c++",
            """
            struct Noisy { int count = 0; ~Noisy() { __asm__ volatile("" ::: "memory"); } };
            thread_local Noisy noisy;
            extern "C" __attribute__((used)) int touch() { return ++noisy.count; }
            """, "-std=c++17")
        #expect(facts.hazards.contains(.threadLocalDestructors))
        #expect(facts.requiresLanes)
        #expect(facts.tlsBytes >= 5)
    }

    @Test func threadLocalDestructorsOfTheCLibraryRequireLanes() throws {
        let facts = try Self.facts(
            """
            extern int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
            NANO_EXPORT int f(void) { return __cxa_thread_atexit_impl(0, 0, 0); }
            """, "-O1")
        #expect(facts.hazards == .threadLocalDestructors)
        #expect(facts.requiresLanes)
    }

    @Test(arguments: ["pthread_key_create", "tss_create"])
    func keysRequireLanes(function: String) throws {
        let facts = try Self.facts(
            "extern int \(function)(void *, void *); "
                + "NANO_EXPORT int f(void) { return \(function)(0, 0); }", "-O1")
        #expect(facts.hazards == .pthreadKeys)
        #expect(facts.requiresLanes)
    }

    @Test func plainThreadLocalVariablesDoNotRequireLanes() throws {
        let facts = try Self.facts(
            "static _Thread_local char room[100]; "
                + "NANO_EXPORT char *f(void) { return room; }", "-O1")
        #expect(facts.tlsBytes >= 100)
        #expect(facts.hazards == [])
        #expect(!facts.requiresLanes)
    }

    @Test func initialExecTakesFromStaticTLS() throws {
        let facts = try Self.facts(
            "static _Thread_local char room[100]; "
                + "NANO_EXPORT char *f(void) { return room; }", "-ftls-model=initial-exec")
        #expect(facts.hazards == .staticTLS)
    }

    @Test func nodeletePins() throws {
        let facts = try Self.facts("", "-Wl,-z,nodelete")
        #expect(facts.hazards == .noDelete)
        #expect(facts.pinnedReason == "linked with -z nodelete")
    }

    @Test func uniqueSymbolsPin() throws {
        let facts = try Self.facts(
            with: "g++", language: "c++",
            """
            template <class T> struct __attribute__((visibility("default"))) Counter {
                static inline int count = 0;
            };
            extern "C" __attribute__((used)) int touch() { return ++Counter<int>::count; }
            """, "-fgnu-unique")
        #expect(facts.hazards.contains(.gnuUnique))
        #expect(facts.pinnedReason?.contains("-fno-gnu-unique") == true)
    }

    @Test func theGoRuntimePins() throws {
        let facts = try Self.facts(
            """
            __attribute__((section(".note.go.buildid"), used, aligned(4))) static const struct {
                uint32_t owner_count, content_count, type;
                char owner[4], content[4];
            } note = {4, 4, 4, "Go", "abc"};
            """, "-O1")
        #expect(facts.hazards == .goRuntime)
        #expect(facts.pinnedReason == "the Go runtime cannot be unloaded")
    }

    @Test func seesAnExecutableStack() throws {
        #expect(try Self.facts("", "-Wl,-z,execstack").hazards == .executableStack)
    }

    @Test func aFileThatDoesNotSayNeedsAnExecutableStack() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        for segment in file.segments(.gnuStack) { file.write(UInt32(0), at: segment) }
        #expect(try ELFPreflightTests.facts(file.bytes).hazards == .executableStack)
    }

    @Test func seesTextRelocations() throws {
        let facts = try Self.facts(
            #"__asm__(".text\n.quad nano_plugin_entry_v1\n");"#, "-Wl,-z,notext")
        #expect(facts.hazards == .textRelocations)
    }

    @Test func hazardsNameThemselves() {
        let hazards: Hazards = [.threadLocalDestructors, .staticTLS]
        #expect("\(hazards)" == "thread-local destructors, static TLS")
    }
}
