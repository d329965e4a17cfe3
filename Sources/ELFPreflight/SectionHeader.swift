/// One section, as the file describes it (elf(5), `Elf64_Shdr`).
struct SectionHeader {
    static let byteCount: UInt64 = 64

    let nameOffset: UInt32
    let type: UInt32
    let offset: UInt64
    let bytes: UInt64
    let link: UInt32
    let alignment: UInt64

    /// `SHT_NULL` and `SHT_NOBITS` take no room in the file.
    var fileBytes: UInt64 { type == 0 || type == 8 ? 0 : bytes }

    /// - Parameter entry: The `byteCount` bytes of the section header.
    init(_ entry: RawSpan) {
        nameOffset = entry.integer(at: 0)
        type = entry.integer(at: 4)
        offset = entry.integer(at: 24)
        bytes = entry.integer(at: 32)
        link = entry.integer(at: 40)
        alignment = entry.integer(at: 48)
    }
}
