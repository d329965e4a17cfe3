import ELFPreflight
import Testing

/// Sound shared objects that are no plugin for this host.
@Suite struct PluginRefusalTests {
    @Test func refusesAFileWithoutAManifest() throws {
        let file = try CompiledPlugin.compile(CompiledPlugin.source(manifest: ""))
        #expect(try refusal(of: file) == .noManifest)
    }

    @Test func refusesTwoManifests() throws {
        let file = try CompiledPlugin.compile(
            CompiledPlugin.source(
                manifest: """
                    NANO_PLUGIN_MANIFEST("hello", "1.0.0", 0u);
                    #define nano_plugin_manifest_note second_manifest_note
                    NANO_PLUGIN_MANIFEST("hello", "1.0.1", 0u);
                    """))
        #expect(try refusal(of: file) == .badManifest(.repeated))
    }

    @Test(arguments: [0, 2, 9] as [UInt16])
    func refusesAnotherMajorVersion(major: UInt16) throws {
        let file = try manifest { $0.write(major, at: $1 + 4) }
        let error = try refusal(of: file)
        #expect(error == .wrongABIMajor(major, host: 1))
        #expect("\(error)".contains(major == 0 ? "too old" : "too new"))
        #expect(!error.looksIncomplete)
    }

    @Test func refusesAMinorVersionAboveTheHosts() throws {
        let file = try manifest {
            $0.write(UInt16(9), at: $1 + 6)
            $0.write(UInt16(9), at: $1 + 8)
        }
        let error = try refusal(of: file)
        #expect(error == .abiMinorTooNew(needed: 9, host: host))
        #expect("\(error)" == "needs ABI 1.9 or later, this host offers up to 1.0")
        let newer = HostABI(major: 1, minor: 9, machine: .current)
        #expect(try facts(file, host: newer).manifest.abiMinors == 9...9)
    }

    @Test func refusesAReversedMinorRange() throws {
        let file = try manifest {
            $0.write(UInt16(2), at: $1 + 6)
            $0.write(UInt16(1), at: $1 + 8)
        }
        let newer = HostABI(major: 1, minor: 9, machine: .current)
        #expect(
            try refusal(of: file, host: newer)
                == .badManifest(.reversedMinorRange(min: 2, max: 1)))
    }

    @Test func refusesUnknownFlags() throws {
        let file = try manifest { $0.write(UInt32(0x81), at: $1 + 12) }
        let error = try refusal(of: file)
        #expect(error == .badManifest(.unknownFlags(0x80)))
        #expect("\(error)" == "its manifest has unknown flags 0x80")
    }

    @Test func refusesAReservedFieldThatIsSet() throws {
        let file = try manifest { $0.write(UInt16(7), at: $1 + 10) }
        #expect(try refusal(of: file) == .badManifest(.reservedFieldSet(7)))
    }

    @Test(arguments: [0, 111, 113, UInt32.max])
    func refusesASizeThatTheNoteDoesNotHave(size: UInt32) throws {
        let file = try manifest { $0.write(size, at: $1) }
        #expect(
            try refusal(of: file) == .badManifest(.wrongSize(declared: size, noteBytes: 112)))
    }

    @Test(arguments: [(16, 64, .name), (80, 32, .version)] as [(Int, Int, ManifestField)])
    func refusesTextWithoutAnEnd(offset: Int, count: Int, field: ManifestField) throws {
        let file = try manifest {
            for index in 0..<count { $0.bytes[$1 + offset + index] = 0x61 }
        }
        #expect(try refusal(of: file) == .badManifest(.unterminated(field)))
    }

    @Test(arguments: [0xFF, 0x0A, 0x1B, 0x7F] as [UInt8])
    func refusesBytesThatAreNotText(byte: UInt8) throws {
        let file = try manifest { $0.bytes[$1 + 16] = byte }
        #expect(try refusal(of: file) == .badManifest(.notText(.name)))
    }

    @Test func refusesANoteLongerThanItsSegment() throws {
        let file = try manifest { $0.write(UInt32.max, at: $1 - 16) }
        guard case .malformed(.notes, _) = try refusal(of: file) else {
            Issue.record("\(try refusal(of: file))")
            return
        }
    }

    @Test(arguments: ["libswift\u{1B}[2J.so", "liba\n{}.so", "liba\u{2028}.so", "lib\u{202E}a.so"])
    func refusesALibraryWhoseNameBreaksALine(library: String) throws {
        let error = try refusal(of: CompiledPlugin.needing(library: library))
        guard case .malformed(.stringTable, _) = error else {
            Issue.record("\(error)")
            return
        }
    }

    @Test(
        arguments: [
            ("", .absent),
            (
                #"__attribute__((visibility("hidden"))) int nano_plugin_entry_v1() { return 0; }"#,
                .absent
            ),
            (
                "extern int nano_plugin_entry_v1(void); NANO_EXPORT int f(void) "
                    + "{ return nano_plugin_entry_v1(); }", .undefined
            ),
            ("NANO_EXPORT int nano_plugin_entry_v1 = 7;", .notAFunction(type: 1)),
        ] as [(String, EntryFault)])
    func refusesAnEntryThatCannotBeCalled(code: String, fault: EntryFault) throws {
        let source = """
            #include "nano/abi.h"
            #include "nano/manifest.h"
            #define NANO_EXPORT __attribute__((visibility("default"), used))
            NANO_PLUGIN_MANIFEST("hello", "1.0.0", 0u);
            \(code)
            """
        let error = try refusal(of: CompiledPlugin.compile(source))
        #expect(error == .badEntry(fault))
        #expect("\(error)".hasPrefix("nano_plugin_entry_v1 "))
    }

    @Test func refusesAnEntryOutsideItsCode() throws {
        let source = #"""
            #include "nano/abi.h"
            #include "nano/manifest.h"
            NANO_PLUGIN_MANIFEST("hello", "1.0.0", 0u);
            __asm__(".data\n.globl nano_plugin_entry_v1\n.type nano_plugin_entry_v1, @function\n"
                    "nano_plugin_entry_v1: .quad 0\n");
            """#
        guard case .badEntry(.outsideCode) = try refusal(of: CompiledPlugin.compile(source)) else {
            Issue.record("\(try refusal(of: CompiledPlugin.compile(source)))")
            return
        }
    }

    /// The sound plugin with its manifest changed; the closure gets the file and the manifest's
    /// offset.
    private func manifest(_ edit: (inout EditableELF, Int) -> Void) throws -> [UInt8] {
        var file = EditableELF(try CompiledPlugin.hello())
        edit(&file, try #require(file.manifestOffset))
        return file.bytes
    }
}
