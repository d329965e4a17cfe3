import ELFPreflight
import Testing

/// The table of hazards: what is said of each, whoever says it.
@Suite struct HazardTableTests {
    static let all: [Hazard] = [
        .sharedSwiftRuntime(library: "libswiftCore.so"), .executableStack, .textRelocations,
        .staticTLS(bytes: 65), .goRuntime, .noDelete, .uniqueSymbols(first: "_Z1a"),
        .threadLocalDestructors, .pthreadKeys, .staticTLS(bytes: 16), .constructors(count: 2),
    ]

    @Test(arguments: all) func saysInOneLineWhatItIsAndWhatCuresIt(hazard: Hazard) {
        #expect("\(hazard)" == "\(hazard.reason) (\(hazard.cure))")
        #expect(!hazard.reason.isEmpty && !hazard.cure.isEmpty)
        #expect("\(hazard)".allSatisfy { !$0.isNewline })
        #expect(hazard.name.wholeMatch(of: /[a-z]+(_[a-z]+)*/) != nil)
    }

    @Test func namesAreStable() {
        #expect(
            Self.all.map(\.name) == [
                "shared_swift_runtime", "executable_stack", "text_relocations", "static_tls",
                "go_runtime", "no_delete", "unique_symbols", "thread_local_destructors",
                "pthread_keys", "static_tls", "constructors",
            ])
    }

    @Test func effectsAreStable() {
        #expect(
            Self.all.map(\.effect) == [
                .refused, .refused, .refused, .refused, .pinned, .pinned, .pinned, .lanes, .lanes,
                .warning, .warning,
            ])
    }
}
