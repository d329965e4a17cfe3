import ELFPreflight
import Testing

/// Hazards that leave a plugin loadable, each provoked with a real compiler, and the classes that
/// follow from them.
@Suite struct HazardTests {
    static let manifest = #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", NANO_PLUGIN_INLINE);"#

    private static func facts(
        with compiler: String = "clang", language: String = "c", _ more: String, _ option: String
    ) throws -> PluginFacts {
        let source = CompiledPlugin.source(manifest: manifest, more: more)
        return try ELFPreflightTests.facts(
            CompiledPlugin.compile(source, with: compiler, language: language, option))
    }

    @Test func aPlainPluginHasNoHazards() throws {
        let facts = try Self.facts("", "-O1")
        #expect(facts.hazards == [])
        #expect(facts.unloadClass == .unloadable)
        #expect(facts.executionClass == .inline)
    }

    @Test func aManifestThatAsksForLanesGetsThem() throws {
        let source = CompiledPlugin.source(
            manifest: #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", NANO_PLUGIN_LANE);"#)
        let facts = try ELFPreflightTests.facts(CompiledPlugin.compile(source))
        #expect(facts.unloadClass == .unloadable)
        #expect(facts.executionClass == .lane)
    }

    @Test(arguments: ["g++", "clang++"])
    func threadLocalObjectsOfCPlusPlusRequireLanes(compiler: String) throws {
        let facts = try Self.facts(
            with: compiler, language: "c++",
            """
            struct Noisy { int count = 0; ~Noisy() { __asm__ volatile("" ::: "memory"); } };
            thread_local Noisy noisy;
            extern "C" __attribute__((used)) int touch() { return ++noisy.count; }
            """, "-std=c++17")
        #expect(facts.hazards == [.threadLocalDestructors])
        #expect(facts.unloadClass == .unloadableOnLanes)
        #expect(facts.executionClass == .lane)
        #expect(facts.tlsBytes >= 5)
    }

    @Test func threadLocalDestructorsOfTheCLibraryRequireLanes() throws {
        let facts = try Self.facts(
            """
            extern int __cxa_thread_atexit_impl(void (*)(void *), void *, void *);
            NANO_EXPORT int f(void) { return __cxa_thread_atexit_impl(0, 0, 0); }
            """, "-O1")
        #expect(facts.hazards == [.threadLocalDestructors])
        #expect(facts.executionClass == .lane)
    }

    @Test(arguments: ["pthread_key_create", "tss_create"])
    func keysRequireLanes(function: String) throws {
        let facts = try Self.facts(
            "extern int \(function)(void *, void *); "
                + "NANO_EXPORT int f(void) { return \(function)(0, 0); }", "-O1")
        #expect(facts.hazards == [.pthreadKeys])
        #expect(facts.unloadClass == .unloadableOnLanes)
        #expect(facts.executionClass == .lane)
    }

    @Test func plainThreadLocalVariablesDoNotRequireLanes() throws {
        let facts = try Self.facts(
            "static _Thread_local char room[100]; "
                + "NANO_EXPORT char *f(void) { return room; }", "-O1")
        #expect(facts.tlsBytes >= 100)
        #expect(facts.hazards == [])
        #expect(facts.executionClass == .inline)
    }

    @Test func aLittleStaticTLSIsAWarning() throws {
        let facts = try Self.facts(
            "static _Thread_local char room[64]; "
                + "NANO_EXPORT char *f(void) { return room; }", "-ftls-model=initial-exec")
        #expect(facts.hazards == [.staticTLS(bytes: 64)])
        #expect(facts.hazards.map(\.effect) == [.warning])
        #expect(facts.unloadClass == .unloadable)
    }

    @Test func nodeletePins() throws {
        let facts = try Self.facts("", "-Wl,-z,nodelete")
        #expect(facts.hazards == [.noDelete])
        #expect(facts.unloadClass == .pinned)
        #expect(facts.executionClass == .inline)
        #expect(
            facts.pinnedReason == "is linked with -z nodelete: dlclose leaves it mapped "
                + "(link without -z nodelete)")
    }

    private static let inlineStatic = """
        template <class T> struct __attribute__((visibility("default"))) Counter {
            static inline int count = 0;
        };
        extern "C" __attribute__((used)) int touch() { return ++Counter<int>::count; }
        """

    @Test func uniqueSymbolsPin() throws {
        let facts = try Self.facts(
            with: "g++", language: "c++", Self.inlineStatic, "-fgnu-unique")
        #expect(facts.hazards == [.uniqueSymbols(first: "_ZN7CounterIiE5countE")])
        #expect(facts.unloadClass == .pinned)
        #expect(facts.pinnedReason?.contains("-fno-gnu-unique") == true)
    }

    @Test func aUniqueSymbolThatNothingBindsIsNoHazard() throws {
        let facts = try Self.facts(
            #"""
            __asm__(".data\n.globl unbound\n.type unbound, @gnu_unique_object\n"
                    ".size unbound, 4\nunbound: .long 0\n.text\n");
            """#, "-O1")
        #expect(facts.exports.names.contains("unbound"))
        #expect(facts.unloadClass == .unloadable)
    }

    @Test func theGoRuntimePins() throws {
        let facts = try Self.facts(
            """
            __attribute__((section(".note.go.buildid"), used, aligned(4))) static const struct {
                uint32_t owner_count, content_count, type;
                char owner[4], content[4];
            } note = {4, 4, 4, "Go", "abc"};
            """, "-O1")
        #expect(facts.hazards == [.goRuntime])
        #expect(facts.unloadClass == .pinned)
    }

    @Test(arguments: ["clang", "gcc"])
    func constructorsAreCountedWithoutThoseOfTheStartFiles(compiler: String) throws {
        let constructors = (1...3).map {
            "__attribute__((constructor)) static void begin\($0)(void) "
                + #"{ __asm__ volatile("" ::: "memory"); }"#
        }
        for count in 0...3 {
            let facts = try Self.facts(
                with: compiler, constructors.prefix(count).joined(separator: "\n"), "-O1")
            #expect(facts.constructorCount == count)
            #expect(facts.hazards == (count == 0 ? [] : [.constructors(count: count)]))
            #expect(facts.unloadClass == .unloadable)
        }
    }

    @Test func aConstructorCountsWhereThereAreNoStartFiles() throws {
        let facts = try Self.facts(
            "__attribute__((constructor)) static void begin(void) {}", "-nostartfiles")
        #expect(facts.constructorCount == 1)
    }

    @Test func theGravestHazardComesFirstAndDecides() throws {
        let facts = try Self.facts(
            """
            extern int pthread_key_create(void *, void *);
            NANO_EXPORT int f(void) { return pthread_key_create(0, 0); }
            __attribute__((constructor)) static void begin(void) { __asm__ volatile(""); }
            """, "-Wl,-z,nodelete")
        #expect(facts.hazards == [.noDelete, .pthreadKeys, .constructors(count: 1)])
        #expect(facts.unloadClass == .pinned)
        #expect(facts.executionClass == .lane)
    }
}
