import ELFPreflight
import Testing

/// Files whose parts contradict each other: sound plugins with one field changed.
@Suite struct StructureRefusalTests {
    @Test func refusesOtherProgramHeaderSizes() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt16(55), at: 54)
        #expect(
            try refusal(of: file.bytes)
                == .wrongEntryBytes(.programHeaders, found: 55, expected: 56))
    }

    @Test func refusesAbsurdlyManyProgramHeaders() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt16(5000), at: 56)
        #expect(
            try refusal(of: file.bytes) == .tooMany(.programHeaders, found: 5000, limit: 256))
    }

    @Test func takesTablesBeyondTheEndForMissingBytes() throws {
        for offsetField in [32, 40] {
            var file = EditableELF(try CompiledPlugin.hello())
            file.write(UInt64.max - 8, at: offsetField)
            #expect(try refusal(of: file.bytes).looksIncomplete)
        }
    }

    @Test func refusesASegmentWithMoreInTheFileThanInMemory() throws {
        try expectSegmentFault(
            .memoryBytes, 0, .fileLargerThanMemory(fileBytes: 0, memoryBytes: 0))
    }

    @Test func refusesASegmentBeyondTheAddressSpace() throws {
        let address = UInt64.max & ~0xFFFF
        try expectSegmentFault(
            .address, address, .outsideAddressSpace(address: address, memoryBytes: 0))
    }

    @Test(arguments: [0, 1, 3, 4095, 4097, UInt64.max])
    func refusesASegmentOfOddAlignment(alignment: UInt64) throws {
        try expectSegmentFault(.alignment, alignment, .misaligned(alignment: alignment))
    }

    @Test func refusesASegmentThatDoesNotLieOnItsAlignment() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let segment = file.segments(.load)[0]
        let alignment = file.get(.alignment, at: segment)
        file.set(.address, 8, at: segment)
        let error = try refusal(of: file.bytes)
        #expect(error.isSegmentFault(like: .misaligned(alignment: alignment)))
    }

    @Test func refusesAnImageThatIsWritableAndExecutable() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt32(7), at: file.segments(.load)[0] + 4)
        let error = try refusal(of: file.bytes)
        #expect(error.isSegmentFault(like: .writableAndExecutable), "\(error)")
    }

    @Test func refusesOverlappingSegments() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.set(.memoryBytes, 1 << 20, at: file.segments(.load)[0])
        let error = try refusal(of: file.bytes)
        #expect(error.isSegmentFault(like: .overlapping(address: 0, previousEnd: 0)), "\(error)")
    }

    @Test func refusesAFileWithoutSegments() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt16(0), at: 56)
        #expect(try refusal(of: file.bytes) == .noSegments)
    }

    @Test func refusesAFileWithoutADynamicTable() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.write(UInt32(0), at: file.segments(.dynamic)[0])
        #expect(try refusal(of: file.bytes) == .noDynamicTable)
    }

    @Test func refusesADynamicTableWithoutAnEnd() throws {
        var file = EditableELF(try CompiledPlugin.hello())
        let segment = file.segments(.dynamic)[0]
        file.set(.memoryBytes, 32, at: segment)
        let offset = file.get(.offset, at: segment)
        #expect(try refusal(of: file.bytes) == .malformed(.dynamicTable, offset: offset + 32))
    }

    @Test(
        arguments: [
            (5, .stringTable), (6, .symbolTable), (0x6FFF_FEF5, .symbolHash),
        ] as [(UInt64, ELFPart)])
    func refusesTablesThatAreNotInTheImage(tag: UInt64, part: ELFPart) throws {
        let sound = EditableELF(
            try CompiledPlugin.compile(CompiledPlugin.helloSource, "-Wl,--hash-style=gnu"))
        let value = try #require(sound.dynamicValue(tag))

        var elsewhere = sound
        elsewhere.write(UInt64.max, at: value)
        #expect(try refusal(of: elsewhere.bytes) == .unmapped(part, address: .max))

        var unnamed = sound
        unnamed.write(UInt64(0x1234), at: value - 8)
        #expect(try refusal(of: unnamed.bytes) == .missing(part))
    }

    @Test func refusesAHashThatLeadsOutOfItsTable() throws {
        var file = EditableELF(
            try CompiledPlugin.compile(CompiledPlugin.helloSource, "-Wl,--hash-style=gnu"))
        let address = file.read(at: try #require(file.dynamicValue(0x6FFF_FEF5)), as: UInt64.self)
        for field in 0..<3 {
            var broken = file
            broken.write(UInt32.max, at: Int(address) + field * 4)
            #expect(try refusal(of: broken.bytes) == .malformed(.symbolHash, offset: address))
        }
        file.write(UInt32(0), at: Int(address))  // no buckets: glibc divides by their number
        #expect(try refusal(of: file.bytes) == .malformed(.symbolHash, offset: address))
    }

    private func expectSegmentFault(
        _ field: EditableELF.SegmentField, _ value: UInt64, _ fault: SegmentFault,
        sourceLocation: SourceLocation = #_sourceLocation
    ) throws {
        var file = EditableELF(try CompiledPlugin.hello())
        file.set(field, value, at: file.segments(.load)[0])
        let error = try refusal(of: file.bytes)
        #expect(error.isSegmentFault(like: fault), "\(error)", sourceLocation: sourceLocation)
        #expect(!error.looksIncomplete, sourceLocation: sourceLocation)
    }
}

extension PreflightError {
    /// Whether this is a segment's fault of the same kind, whatever the numbers.
    fileprivate func isSegmentFault(like expected: SegmentFault) -> Bool {
        guard case .badSegment(_, let found) = self else { return false }
        return switch (found, expected) {
        case (.fileLargerThanMemory, .fileLargerThanMemory),
            (.outsideAddressSpace, .outsideAddressSpace), (.overlapping, .overlapping):
            true
        default: found == expected
        }
    }
}
