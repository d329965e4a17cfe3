/// The section table. Loading needs none of it and it may have been stripped; it serves to see
/// that the file is complete (linkers write it last), and to find a manifest whose section no
/// `PT_NOTE` covers.
struct SectionHeaders {
    private let tableOffset: UInt64
    private let count: UInt64
    private let namesIndex: UInt64

    /// - Throws: `truncated` when the table or a section lies beyond the file's end.
    init(_ file: RawSpan, header: ELFHeader) throws(PreflightError) {
        tableOffset = header.sectionHeadersOffset
        guard tableOffset != 0 else {
            (count, namesIndex) = (0, 0)
            return
        }
        let first = SectionHeader(
            try file.part(.sectionHeaders, at: tableOffset, count: SectionHeader.byteCount))
        count = header.sectionHeadersCount == 0 ? first.bytes : header.sectionHeadersCount
        // SHN_XINDEX: the index did not fit.
        namesIndex =
            header.sectionNamesIndex == 0xFFFF ? UInt64(first.link) : header.sectionNamesIndex
        let (bytes, overflows) = count.multipliedReportingOverflow(by: SectionHeader.byteCount)
        _ = try file.part(.sectionHeaders, at: tableOffset, count: overflows ? .max : bytes)
        for index in 0..<count {
            let section = try self.section(index, in: file)
            guard section.fileBytes > 0 else { continue }
            _ = try file.part(.section, at: section.offset, count: section.fileBytes)
        }
    }

    /// The section of a name; nil when there is none, or no names.
    func section(named name: String, in file: RawSpan) throws(PreflightError) -> SectionHeader? {
        guard namesIndex != 0, namesIndex < count else { return nil }
        let namesSection = try section(namesIndex, in: file)
        let names = try file.part(
            .section, at: namesSection.offset, count: namesSection.fileBytes)
        let terminatedName = name + "\0"
        for index in 0..<count {
            let section = try self.section(index, in: file)
            let nameOffset = Int(section.nameOffset)
            if nameOffset < names.byteCount, names.holds(terminatedName, at: nameOffset) {
                return section
            }
        }
        return nil
    }

    /// The first section of a type (`SHT_...`); nil when there is none.
    func section(ofType type: UInt32, in file: RawSpan) throws(PreflightError) -> SectionHeader? {
        for index in 0..<count {
            let section = try self.section(index, in: file)
            if section.type == type { return section }
        }
        return nil
    }

    /// The section that another one links to; nil when there is none.
    func section(linkedFrom other: SectionHeader, in file: RawSpan) throws(PreflightError)
        -> SectionHeader?
    {
        other.link == 0 || UInt64(other.link) >= count
            ? nil : try section(UInt64(other.link), in: file)
    }

    private func section(
        _ index: UInt64, in file: RawSpan
    ) throws(PreflightError) -> SectionHeader {
        SectionHeader(
            try file.part(
                .sectionHeaders, at: tableOffset + index * SectionHeader.byteCount,
                count: SectionHeader.byteCount))
    }
}
