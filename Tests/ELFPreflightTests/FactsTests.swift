import ELFPreflight
import Testing

/// What is read from sound plugins, made by real compilers and linkers.
@Suite struct FactsTests {
    @Test func readsAPlainPlugin() throws {
        let file = try CompiledPlugin.hello()
        let facts = try facts(file)
        #expect(facts.fileBytes == file.count)
        #expect(facts.manifest.name == "hello")
        #expect(facts.manifest.version == "1.0.0")
        #expect(facts.manifest.isInline)
        #expect(facts.manifest.abiMajor == 1)
        #expect(facts.manifest.abiMinors == 0...0)
        #expect(facts.buildID?.count == 40)
        #expect(facts.hazards == [])
        #expect(facts.tlsBytes == 0)
        #expect(facts.exports.names == ["nano_plugin_entry_v1"])
        #expect(facts.exportsOnlyEntry)
        #expect(facts.constructorCount == 0)
        #expect(facts.pinnedReason == nil)
    }

    @Test(arguments: ["lld", "gold", "bfd"]) func readsTheFilesOfEveryLinker(linker: String) throws
    {
        let file = try CompiledPlugin.compile(CompiledPlugin.helloSource, "-fuse-ld=\(linker)")
        #expect(try facts(file).manifest.name == "hello")
        #expect(try facts(file).exportsOnlyEntry)
    }

    @Test(arguments: ["sysv", "gnu", "both"]) func countsSymbolsByEveryHash(style: String) throws {
        let source = CompiledPlugin.source(
            manifest: #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", 0u);"#,
            more: (0..<100).map { "NANO_EXPORT void function\($0)(void) {}" }
                .joined(separator: "\n"))
        let file = try CompiledPlugin.compile(source, "-Wl,--hash-style=\(style)")
        let facts = try facts(file)
        #expect(!facts.exportsOnlyEntry)
        #expect(facts.exports.count == 101)
        #expect(facts.exports.names.count == 16)
        #expect(!facts.manifest.isInline)
    }

    @Test func readsPackedRelocations() throws {
        let source = CompiledPlugin.source(
            manifest: #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", 1u);"#,
            more: """
                static int numbers[200];
                #define FOUR(n) &numbers[n], &numbers[n + 1], &numbers[n + 2], &numbers[n + 3]
                NANO_EXPORT int *pointers[] = {FOUR(0), FOUR(4), FOUR(90), 0, 0, FOUR(100)};
                """)
        let file = try CompiledPlugin.compile(
            source, "-fuse-ld=lld", "-Wl,--pack-dyn-relocs=relr")
        #expect(EditableELF(file).dynamicValue(36) != nil)  // DT_RELR
        #expect(try facts(file).manifest.name == "hello")
    }

    @Test func readsAPluginWithoutSections() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt64(0), at: 40)
        file.write(UInt16(0), at: 60)
        file.write(UInt16(0), at: 62)
        #expect(try facts(file.bytes) == facts(CompiledPlugin.hello()))
    }

    @Test func findsAManifestThatNoSegmentHolds() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        for segment in file.segments(.note) {
            file.write(UInt32(0), at: segment)  // PT_NULL
        }
        #expect(try facts(file.bytes).manifest.name == "hello")
        #expect(try facts(file.bytes).buildID == nil)
    }

    @Test func hasNoBuildIDWhereTheLinkerWroteNone() throws {
        let file = try CompiledPlugin.compile(CompiledPlugin.helloSource, "-Wl,--build-id=none")
        #expect(try facts(file).buildID == nil)
    }

    @Test func listsTheLibrariesItNeeds() throws {
        let file = try CompiledPlugin.needing(library: "libexample.so.7")
        #expect(try facts(file).needed.contains("libexample.so.7"))
    }

    @Test func namesOfExportsFitOneLine() throws {
        let long = String(repeating: "a", count: 300)
        let source = CompiledPlugin.source(
            manifest: #"NANO_PLUGIN_MANIFEST("hello", "1.0.0", 1u);"#,
            more: "NANO_EXPORT int replaced_name, \(long);")
        var file = EditableELF(try CompiledPlugin.compile(source, "-s"))
        let name = try #require(file.offset(of: "replaced_name"))
        file.bytes[name + 2] = 0x0A
        file.bytes[name + 3] = 0xFF
        let names = try facts(file.bytes).exports.names
        #expect(names.contains("re\u{FFFD}\u{FFFD}aced_name"))
        #expect(names.contains(String(repeating: "a", count: 256)))
    }

    @Test func acceptsAPluginThatAnOlderHostServesToo() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt16(3), at: try #require(file.manifestOffset) + 8)
        #expect(try facts(file.bytes).manifest.abiMinors == 0...3)
    }
}
