import ELFPreflight
import Testing

/// Tables that the dynamic linker would follow out of the image, and crash: sound plugins with
/// one number changed. Where a table lies is read from the plugin's own dynamic table.
@Suite struct LinkerTableTests {
    /// Tags of the dynamic table, as in elf(5).
    private enum Tag {
        static let pltRelocationsBytes: UInt64 = 2
        static let hash: UInt64 = 4
        static let symbolTable: UInt64 = 6
        static let relocations: UInt64 = 7
        static let relocationEntryBytes: UInt64 = 9
        static let initialize: UInt64 = 12
        static let initArray: UInt64 = 25
        static let initArrayBytes: UInt64 = 27
        static let versions: UInt64 = 0x6FFF_FFF0
        static let versionsNeeded: UInt64 = 0x6FFF_FFFE
    }

    @Test func refusesARelocationOutsideTheImage() throws {
        let outside: UInt64 = 0x7FFF_FFFF_F000
        try expectRefusal(at: Tag.relocations, 0, outside, .relocations)
    }

    @Test func refusesARelocationOfReadOnlyMemory() throws {
        try expectRefusal(at: Tag.relocations, 0, UInt64(0), .relocations)
    }

    @Test func refusesARelocationByAnAbsentSymbol() throws {
        try expectRefusal(at: Tag.relocations, 12, UInt32.max, .relocations)
    }

    @Test func refusesAnInitializerThatIsNotCode() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let slot = try #require(file.value(of: Tag.initArray))
        let table = try #require(file.value(of: Tag.relocations))
        let relocation = try #require(
            stride(from: Int(table), to: file.bytes.count - 24, by: 24)
                .first { file.read(at: $0) == slot })
        file.write(slot, at: relocation + 16)
        #expect(try refusal(of: file.bytes) == .malformed(.relocations, offset: UInt64(relocation)))
    }

    @Test func refusesAnInitFunctionThatIsNotCode() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt64.max, at: try #require(file.dynamicValue(Tag.initialize)))
        #expect(try refusal(of: file.bytes) == .unmapped(.functionTable, address: .max))
    }

    @Test(
        arguments: [
            (Tag.relocations, .relocations), (Tag.pltRelocationsBytes, .relocations),
            (Tag.initArrayBytes, .functionTable), (Tag.versions, .symbolVersions),
        ] as [(UInt64, ELFPart)])
    func refusesATableOfWhichATagIsMissing(tag: UInt64, part: ELFPart) throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt64(0x1234), at: try #require(file.dynamicValue(tag)) - 8)
        #expect(try refusal(of: file.bytes) == .missing(part))
    }

    @Test func refusesRelocationsOfAnotherSize() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt64(16), at: try #require(file.dynamicValue(Tag.relocationEntryBytes)))
        #expect(
            try refusal(of: file.bytes) == .wrongEntryBytes(.relocations, found: 16, expected: 24))
    }

    @Test func refusesASymbolWhoseNameIsOutsideTheStrings() throws {
        try expectRefusal(at: Tag.symbolTable, 24, UInt32.max, .stringTable)
    }

    @Test func refusesAVersionThatIsNotDefined() throws {
        try expectRefusal(at: Tag.versions, 2, UInt16(0x7FFE), .symbolVersions)
    }

    @Test func refusesVersionsOfALibraryThatIsNotNeeded() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let needs = try #require(file.value(of: Tag.versionsNeeded))
        file.write(UInt32(0), at: Int(needs) + 4)
        #expect(try refusal(of: file.bytes) == .unmapped(.symbolVersions, address: needs))
    }

    @Test func refusesAChainOfVersionsThatLeadsOut() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let needs = try #require(file.value(of: Tag.versionsNeeded))
        file.write(UInt32.max, at: Int(needs) + 8)
        #expect(
            try refusal(of: file.bytes)
                == .unmapped(.symbolVersions, address: needs + UInt64(UInt32.max)))
    }

    @Test func refusesHashChainsThatLeadInCircles() throws {
        let sound = EditableELF(
            try CompiledPlugin.compile(CompiledPlugin.helloSource, "-Wl,--hash-style=sysv"))
        let table = Int(try #require(sound.value(of: Tag.hash)))
        let buckets = Int(sound.read(at: table, as: UInt32.self))
        let symbols = Int(sound.read(at: table + 4, as: UInt32.self))
        for symbol in 1..<symbols {
            var file = sound
            file.write(UInt32(symbol), at: table + 8 + (buckets + symbol) * 4)
            #expect(
                try refusal(of: file.bytes) == .malformed(.symbolHash, offset: UInt64(table)))
        }
    }

    /// The plugin's tables are mapped where they lie in the file: in its first segment.
    private func expectRefusal<Value: FixedWidthInteger>(
        at tag: UInt64, _ offset: Int, _ value: Value, _ part: ELFPart,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let table = try #require(file.value(of: tag), sourceLocation: sourceLocation)
        file.write(value, at: Int(table) + offset)
        let error = try refusal(of: file.bytes, sourceLocation: sourceLocation)
        guard case .malformed(part, _) = error else {
            Issue.record("\(error)", sourceLocation: sourceLocation)
            return
        }
        #expect(!error.looksIncomplete, sourceLocation: sourceLocation)
    }
}

extension EditableELF {
    fileprivate func value(of tag: UInt64) -> UInt64? {
        dynamicValue(tag).map { read(at: $0) }
    }
}
