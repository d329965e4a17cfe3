/// What the dynamic linker is told: `PT_DYNAMIC`, read where it will be mapped (elf(5),
/// `Elf64_Dyn`). Of a tag that is there twice the last one counts, as in glibc.
struct DynamicTable {
    /// Linkers write about thirty, and one more per library. The limit bounds the work per entry.
    static let countMax: UInt64 = 4096
    private static let entryBytes: UInt64 = 16

    /// The tags that matter here, by their names in elf.h.
    enum Tag: UInt64 {
        case needed = 1
        case pltrelsz = 2
        case hash = 4
        case strtab = 5
        case symtab = 6
        case rela = 7
        case relasz = 8
        case relaent = 9
        case strsz = 10
        case syment = 11
        case initialize = 12
        case finalize = 13
        case soname = 14
        case rpath = 15
        case pltrel = 20
        case textrel = 22
        case jmprel = 23
        case initArray = 25
        case finiArray = 26
        case initArraysz = 27
        case finiArraysz = 28
        case runpath = 29
        case flags = 30
        case relrsz = 35
        case relr = 36
        case relrent = 37
        case gnuHash = 0x6FFF_FEF5
        case versym = 0x6FFF_FFF0
        case flags1 = 0x6FFF_FFFB
        case verdef = 0x6FFF_FFFC
        case verneed = 0x6FFF_FFFE
    }

    /// Offsets of library names in the string table.
    private(set) var needed: [UInt64] = []
    private var values: [Tag: UInt64] = [:]

    subscript(tag: Tag) -> UInt64? { values[tag] }

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
        // glibc relocates the table in place where its segment's flags say that it may.
        guard !segment.isWritable || image.isWritable(segment.address, count: bytes) else {
            throw .malformed(.dynamicTable, offset: offset)
        }
        let table = try file.part(.dynamicTable, at: offset, count: bytes)
        for entry in stride(from: 0, to: Int(bytes), by: Int(Self.entryBytes)) {
            let tag: UInt64 = table.integer(at: entry)
            guard tag != 0 else { return }
            record(tag, table.integer(at: entry + 8))
        }
        // The dynamic linker reads on until it finds the end.
        throw .malformed(.dynamicTable, offset: offset + bytes)
    }

    private mutating func record(_ tag: UInt64, _ value: UInt64) {
        guard let tag = Tag(rawValue: tag) else { return }
        if tag == .needed {
            needed.append(value)
        } else {
            values[tag] = value
        }
    }

    /// Checks that tags which only make sense together are all there, or none of them.
    func checkTogether(_ part: ELFPart, _ tags: Tag...) throws(PreflightError) {
        let count = tags.count { self[$0] != nil }
        guard count == 0 || count == tags.count else { throw .missing(part) }
    }

    /// `DF_1_PIE`: an executable, though its type says shared object.
    var isExecutable: Bool { hasFlags1(0x0800_0000) }

    /// `DT_TEXTREL` or `DF_TEXTREL`: segments are made writable while they are relocated.
    var hasTextRelocations: Bool { self[.textrel] != nil || hasFlags(0x4) }

    /// `DF_1_NODELETE`: `dlclose` leaves the image where it is.
    var isNoDelete: Bool { hasFlags1(0x8) }

    /// `DF_STATIC_TLS`: its thread-local variables lie at a fixed distance from the thread pointer.
    var usesStaticTLS: Bool { hasFlags(0x10) }

    private func hasFlags(_ bits: UInt64) -> Bool { (self[.flags] ?? 0) & bits != 0 }
    private func hasFlags1(_ bits: UInt64) -> Bool { (self[.flags1] ?? 0) & bits != 0 }
}
