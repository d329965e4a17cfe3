/// The words that the dynamic linker writes to when it loads an image: `DT_RELA`, `DT_JMPREL`
/// (elf(5), `Elf64_Rela`) and `DT_RELR` (gABI, "Relative Relocation Table"). All of them are in
/// writable segments: a plugin with text relocations has been refused before.
struct Relocations {
    static let entryBytes: UInt64 = 24

    let image: LoadMap
    let functions: FunctionTables
    let symbolCount: UInt64
    let machine: Machine

    func check(_ file: RawSpan, dynamic: DynamicTable) throws(PreflightError) {
        try dynamic.checkTogether(.relocations, .rela, .relasz, .relaent)
        try dynamic.checkTogether(.relocations, .jmprel, .pltrelsz, .pltrel)
        try dynamic.checkTogether(.relocations, .relr, .relrsz, .relrent)
        try checkValue(dynamic[.relaent], expected: Self.entryBytes)
        try checkValue(dynamic[.relrent], expected: 8)
        try checkValue(dynamic[.pltrel], expected: DynamicTable.Tag.rela.rawValue)
        try checkEntries(file, at: dynamic[.rela], bytes: dynamic[.relasz])
        try checkEntries(file, at: dynamic[.jmprel], bytes: dynamic[.pltrelsz])
        try checkRelative(file, at: dynamic[.relr], bytes: dynamic[.relrsz])
    }

    /// glibc asserts these values.
    private func checkValue(_ found: UInt64?, expected: UInt64) throws(PreflightError) {
        guard let found, found != expected else { return }
        throw .wrongEntryBytes(.relocations, found: found, expected: expected)
    }

    private func checkEntries(
        _ file: RawSpan, at address: UInt64?, bytes: UInt64?
    ) throws(PreflightError) {
        guard let address, let bytes, bytes > 0 else { return }
        let offset = try image.offset(of: .relocations, at: address, count: bytes)
        let table = try file.part(.relocations, at: offset, count: bytes)
        guard bytes % Self.entryBytes == 0 else { throw .malformed(.relocations, offset: offset) }
        // Neighbours go to the same segment: there are tens of thousands in full Swift plugins.
        var segment: Range<UInt64> = 0..<0
        for position in stride(from: 0, to: table.byteCount, by: Int(Self.entryBytes)) {
            guard isSound(table, at: position, segment: &segment) else {
                throw .malformed(.relocations, offset: offset + UInt64(position))
            }
        }
    }

    private func isSound(
        _ table: RawSpan, at position: Int, segment: inout Range<UInt64>
    ) -> Bool {
        let target: UInt64 = table.integer(at: position)
        let type: UInt32 = table.integer(at: position + 8)
        let symbol: UInt32 = table.integer(at: position + 12)
        guard type != 0 else { return true }  // R_..._NONE
        if target < segment.lowerBound || target >= segment.upperBound {
            guard let found = image.writableSegment(holding: target) else { return false }
            segment = found
        }
        guard segment.upperBound - target >= 8, symbol < symbolCount else { return false }
        // An indirect one's value is a function that the dynamic linker calls at once.
        let isCalled =
            type == machine.indirectRelocation
            || (type == machine.relativeRelocation && functions.contains(target))
        return !isCalled || image.isCode(table.integer(at: position + 16))
    }

    /// Entries are addresses (even), or bitmaps (odd) of the 63 words that follow the last one.
    private func checkRelative(
        _ file: RawSpan, at address: UInt64?, bytes: UInt64?
    ) throws(PreflightError) {
        guard let address, let bytes, bytes > 0 else { return }
        let offset = try image.offset(of: .relocations, at: address, count: bytes)
        let table = try file.part(.relocations, at: offset, count: bytes & ~7)
        var next: UInt64 = 0
        for position in stride(from: 0, to: table.byteCount, by: 8) {
            let entry: UInt64 = table.integer(at: position)
            let last: UInt64
            if entry & 1 == 0 {
                last = entry
                next = entry &+ 8
            } else {
                last = next &+ highestWord(entry) &* 8
                next = next &+ 63 * 8
            }
            guard entry == 1 || isTarget(last) else {
                throw .malformed(.relocations, offset: offset + UInt64(position))
            }
        }
    }

    /// The number of the last word that a bitmap other than 1 selects, from 0.
    private func highestWord(_ bitmap: UInt64) -> UInt64 {
        bitmap == 1 ? 0 : UInt64(62 - bitmap.leadingZeroBitCount)
    }

    private func isTarget(_ address: UInt64) -> Bool {
        guard let segment = image.writableSegment(holding: address) else { return false }
        return segment.upperBound - address >= 8
    }
}

extension Machine {
    /// `R_..._RELATIVE`: load address plus value.
    fileprivate var relativeRelocation: UInt32 { self == .aarch64 ? 1027 : 8 }
    /// `R_..._IRELATIVE`: what the function at load address plus value returns.
    fileprivate var indirectRelocation: UInt32 { self == .aarch64 ? 1032 : 37 }
}
