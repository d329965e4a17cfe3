/// What the dynamic linker is told: `PT_DYNAMIC`, read where it will be mapped (elf(5),
/// `Elf64_Dyn`). Of a tag that is there twice the last one counts, as in glibc.
struct DynamicTable {
    /// Linkers write about thirty, and one more per library. The limit bounds the work per entry.
    static let countMax: UInt64 = 4096
    private static let entryBytes: UInt64 = 16

    private enum Tag {
        static let null: UInt64 = 0
        static let needed: UInt64 = 1
        static let hash: UInt64 = 4
        static let stringTable: UInt64 = 5
        static let symbolTable: UInt64 = 6
        static let stringBytes: UInt64 = 10
        static let symbolEntryBytes: UInt64 = 11
        static let textRelocations: UInt64 = 22
        static let flags: UInt64 = 30
        static let gnuHash: UInt64 = 0x6FFF_FEF5
        static let flags1: UInt64 = 0x6FFF_FFFB
    }

    /// Offsets of library names in the string table.
    private(set) var needed: [UInt64] = []
    private(set) var hashAddress: UInt64?
    private(set) var gnuHashAddress: UInt64?
    private(set) var stringTableAddress: UInt64?
    private(set) var stringTableBytes: UInt64?
    private(set) var symbolTableAddress: UInt64?
    private(set) var symbolEntryBytes: UInt64?
    private var hasTextRelocations = false
    private var flags: UInt64 = 0
    private var flags1: UInt64 = 0

    init(
        _ file: RawSpan, segments: ProgramHeaders, image: LoadMap
    ) throws(PreflightError) {
        guard let segment = segments.first(ProgramHeader.Kind.dynamic) else {
            throw .noDynamicTable
        }
        let count = segment.memoryBytes / Self.entryBytes
        guard count <= Self.countMax else {
            throw .tooMany(.dynamicTable, found: count, limit: Self.countMax)
        }
        let bytes = count * Self.entryBytes
        let offset = try image.offset(of: .dynamicTable, at: segment.address, count: bytes)
        let table = try file.part(.dynamicTable, at: offset, count: bytes)
        for entry in stride(from: 0, to: Int(bytes), by: Int(Self.entryBytes)) {
            let tag: UInt64 = table.integer(at: entry)
            guard tag != Tag.null else { return }
            record(tag, table.integer(at: entry + 8))
        }
        // The dynamic linker reads on until it finds the end.
        throw .malformed(.dynamicTable, offset: offset + bytes)
    }

    private mutating func record(_ tag: UInt64, _ value: UInt64) {
        switch tag {
        case Tag.needed: needed.append(value)
        case Tag.hash: hashAddress = value
        case Tag.gnuHash: gnuHashAddress = value
        case Tag.stringTable: stringTableAddress = value
        case Tag.stringBytes: stringTableBytes = value
        case Tag.symbolTable: symbolTableAddress = value
        case Tag.symbolEntryBytes: symbolEntryBytes = value
        case Tag.textRelocations: hasTextRelocations = true
        case Tag.flags: flags = value
        case Tag.flags1: flags1 = value
        default: break
        }
    }

    /// `DF_1_PIE`: an executable, though its type says shared object.
    var isExecutable: Bool { flags1 & 0x0800_0000 != 0 }

    /// From `DT_FLAGS` and `DT_FLAGS_1`.
    var hazards: Hazards {
        var hazards: Hazards = []
        if flags1 & 0x8 != 0 { hazards.insert(.noDelete) }
        if flags & 0x4 != 0 || hasTextRelocations { hazards.insert(.textRelocations) }
        if flags & 0x10 != 0 { hazards.insert(.staticTLS) }
        return hazards
    }
}
