/// The notes of a file: those that its `PT_NOTE` segments hold, and the manifest's section where
/// no segment holds it.
struct Notes {
    /// Linkers write a handful. The limit bounds the work that overlapping segments could cause.
    static let countMax = 256
    /// Linkers write 8 to 20 bytes; the id becomes part of a file name.
    private static let buildIDBytesMax: UInt64 = 64

    /// `NANO_MANIFEST_SECTION` and `NANO_MANIFEST_TYPE` of `manifest.h`.
    private static let manifestSection = ".note.nano.plugin"
    private static let manifestType: UInt32 = 1

    private var all: [Note] = []

    init(
        _ file: RawSpan, segments: ProgramHeaders, sections: SectionHeaders
    ) throws(PreflightError) {
        for segment in segments.all where segment.kind == ProgramHeader.Kind.note {
            try read(
                file, at: segment.offset, count: segment.fileBytes, alignment: segment.alignment)
        }
        if manifests.isEmpty,
            let section = try sections.section(named: Self.manifestSection, in: file)
        {
            try read(
                file, at: section.offset, count: section.fileBytes, alignment: section.alignment)
        }
    }

    /// A note is three numbers (bytes of owner, bytes of content, type), the owner and the
    /// content, each of the two padded to 4 bytes, or to 8 where the segment is aligned to 8.
    private mutating func read(
        _ file: RawSpan, at offset: UInt64, count: UInt64, alignment: UInt64
    ) throws(PreflightError) {
        let area = try file.part(.notes, at: offset, count: count)
        let unit = alignment == 8 ? 8 : 4
        var position = 0
        while area.byteCount - position >= Note.headerBytes {
            let ownerBytes = Int(area.integer(at: position, as: UInt32.self))
            let contentBytes = Int(area.integer(at: position + 4, as: UInt32.self))
            let owner = position + Note.headerBytes
            let content = roundUp(owner + ownerBytes, to: unit)
            guard content + contentBytes <= area.byteCount else {
                throw .malformed(.notes, offset: offset + UInt64(position))
            }
            try append(
                Note(
                    owner: Note.Owner(area.extracting(owner..<owner + ownerBytes)),
                    type: area.integer(at: position + 8),
                    contentOffset: offset + UInt64(content),
                    contentBytes: UInt64(contentBytes)))
            position = roundUp(content + contentBytes, to: unit)
        }
    }

    private mutating func append(_ note: Note) throws(PreflightError) {
        // Some linkers cover one note with several segments.
        guard !all.contains(where: { $0.contentOffset == note.contentOffset }) else { return }
        guard all.count < Self.countMax else {
            throw .tooMany(.notes, found: UInt64(all.count) + 1, limit: UInt64(Self.countMax))
        }
        all.append(note)
    }

    private var manifests: [Note] {
        all.filter { $0.owner == .nano && $0.type == Self.manifestType }
    }

    /// The manifest's bytes.
    @_lifetime(copy file)
    func manifest(in file: RawSpan) throws(PreflightError) -> RawSpan {
        guard let note = manifests.first else { throw .noManifest }
        guard manifests.count == 1 else { throw .badManifest(.repeated) }
        return try file.part(.notes, at: note.contentOffset, count: note.contentBytes)
    }

    /// The content of `NT_GNU_BUILD_ID` in lower-case hexadecimal; nil without that note.
    func buildID(in file: RawSpan) throws(PreflightError) -> String? {
        guard let note = all.first(where: { $0.owner == .gnu && $0.type == 3 }) else { return nil }
        guard 1...Self.buildIDBytesMax ~= note.contentBytes else {
            throw .malformed(.notes, offset: note.contentOffset)
        }
        let bytes = try file.part(.notes, at: note.contentOffset, count: note.contentBytes)
        return (0..<bytes.byteCount).map { hexadecimal(bytes.byte(at: $0)) }.joined()
    }

    /// The Go linker leaves its own build id.
    var isOfGo: Bool { all.contains { $0.owner == .go } }
}

private func roundUp(_ value: Int, to unit: Int) -> Int {
    (value + unit - 1) & ~(unit - 1)
}
