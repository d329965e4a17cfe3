/// The file's first 64 bytes: what it is, and where its two tables are (elf(5), `Elf64_Ehdr`).
struct ELFHeader {
    static let byteCount = 64
    private static let magic: [UInt8] = [0x7F, 0x45, 0x4C, 0x46]

    let programHeadersOffset: UInt64
    let programHeadersCount: UInt64
    /// 0 when the file has no section table.
    let sectionHeadersOffset: UInt64
    /// 0 with an offset: the count is in the first section header (more than 65,279 sections).
    let sectionHeadersCount: UInt64
    /// The section that holds the sections' names; 0 for none.
    let sectionNamesIndex: UInt64

    /// Reads the header, and refuses files that are no shared object for `machine`.
    init(_ file: RawSpan, machine: Machine) throws(PreflightError) {
        try Self.checkMagic(file)
        let header = try file.part(.header, at: 0, count: UInt64(Self.byteCount))
        try Self.checkIdentity(header, machine: machine)
        try Self.checkEntryBytes(header)
        programHeadersOffset = header.integer(at: 32)
        sectionHeadersOffset = header.integer(at: 40)
        programHeadersCount = UInt64(header.integer(at: 56, as: UInt16.self))
        sectionHeadersCount = UInt64(header.integer(at: 60, as: UInt16.self))
        sectionNamesIndex = UInt64(header.integer(at: 62, as: UInt16.self))
    }

    /// Before the length: five bytes of prose are not an incomplete plugin.
    private static func checkMagic(_ file: RawSpan) throws(PreflightError) {
        guard file.byteCount > 0 else { throw .empty }
        let first = (0..<min(4, file.byteCount)).map { file.byte(at: $0) }
        guard magic.starts(with: first) else { throw .notELF(firstBytes: first) }
    }

    private static func checkIdentity(
        _ header: RawSpan, machine: Machine
    ) throws(PreflightError) {
        guard header.byte(at: 4) == 2 else { throw .wrongClass(header.byte(at: 4)) }
        guard header.byte(at: 5) == 1 else { throw .wrongByteOrder(header.byte(at: 5)) }
        for version in [UInt32(header.byte(at: 6)), header.integer(at: 20)] where version != 1 {
            throw .wrongFormatVersion(version)
        }
        guard [0, 3].contains(header.byte(at: 7)) else { throw .wrongOSABI(header.byte(at: 7)) }
        let found = Machine(rawValue: header.integer(at: 18))
        guard found == machine else { throw .wrongMachine(found, expected: machine) }
        let type: UInt16 = header.integer(at: 16)
        guard type == 3 else { throw .notSharedObject(ELFFileType(type)) }
    }

    private static func checkEntryBytes(_ header: RawSpan) throws(PreflightError) {
        let program = UInt64(header.integer(at: 54, as: UInt16.self))
        guard program == ProgramHeader.byteCount else {
            throw .wrongEntryBytes(
                .programHeaders, found: program, expected: ProgramHeader.byteCount)
        }
        let section = UInt64(header.integer(at: 58, as: UInt16.self))
        let hasSections = header.integer(at: 40, as: UInt64.self) != 0
        guard !hasSections || section == SectionHeader.byteCount else {
            throw .wrongEntryBytes(
                .sectionHeaders, found: section, expected: SectionHeader.byteCount)
        }
    }
}
