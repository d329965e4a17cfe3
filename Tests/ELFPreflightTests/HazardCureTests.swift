import ELFPreflight
import Testing

/// What the table of hazards names as a cure is one: the same source without the hazard.
@Suite struct HazardCureTests {
    private static func verdict(
        _ more: String, with compiler: String = "gcc", language: String = "c", _ option: String
    ) throws -> Result<[Hazard], PreflightError> {
        let source = CompiledPlugin.source(manifest: HazardTests.manifest, more: more)
        let file = try CompiledPlugin.compile(
            source, with: compiler, language: language, option)
        do throws(PreflightError) {
            return .success(try preflight(file.span.bytes, host: host).hazards)
        } catch {
            return .failure(error)
        }
    }

    @Test func aNoteOnTheStackCuresAssemblyThatHasNone() throws {
        let mark = #"__asm__(".section .note.GNU-stack,\"x\"\n.text\n");"#
        #expect(try Self.verdict(mark, "-O1") == .failure(.hazard(.executableStack)))
        #expect(try Self.verdict(mark, "-Wl,-z,noexecstack") == .success([]))
        #expect(try Self.verdict("", "-O1") == .success([]))
    }

    @Test func anotherModelOfTLSCuresStaticTLS() throws {
        let room =
            "static _Thread_local char room[1024]; NANO_EXPORT char *f(void) { return room; }"
        #expect(
            try Self.verdict(room, "-ftls-model=initial-exec")
                == .failure(.hazard(.staticTLS(bytes: 1024))))
        #expect(try Self.verdict(room, "-ftls-model=global-dynamic") == .success([]))
    }

    @Test(arguments: ["-fno-gnu-unique", "-fvisibility=hidden"])
    func theFlagsForUniqueSymbolsCureThem(flag: String) throws {
        let counter = """
            template <class T> struct Counter { static inline int count = 0; };
            extern "C" __attribute__((used)) int touch() { return ++Counter<int>::count; }
            """
        let exported = "#pragma GCC visibility push(default)\n\(counter)"
        let unique = try Self.verdict(exported, with: "g++", language: "c++", "-fgnu-unique")
        #expect(unique == .success([.uniqueSymbols(first: "_ZN7CounterIiE5countE")]))
        let source = flag == "-fvisibility=hidden" ? counter : exported
        #expect(try Self.verdict(source, with: "g++", language: "c++", flag) == .success([]))
    }
}
