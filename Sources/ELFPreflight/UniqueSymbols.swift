/// The symbols of binding `STB_GNU_UNIQUE` that a plugin exports: one definition in the whole
/// process. The dynamic linker keeps the first image whose definition a relocation binds, for
/// good; one that nothing binds does no harm.
struct UniqueSymbols {
    /// Offsets in the string table, by index in the symbol table.
    private var nameOffsets: [UInt32: UInt32] = [:]

    mutating func add(_ symbol: Symbol, index: UInt32) {
        nameOffsets[index] = symbol.nameOffset
    }

    /// One hazard if any of them is bound. For relocation tables that `Relocations` has checked.
    func hazards(
        _ file: RawSpan, dynamic: DynamicTable, image: LoadMap, strings: StringTable
    ) throws(PreflightError) -> [Hazard] {
        guard !nameOffsets.isEmpty else { return [] }
        let tables = [
            (dynamic[.rela], dynamic[.relasz]), (dynamic[.jmprel], dynamic[.pltrelsz]),
        ]
        for case (let address?, let bytes?) in tables where bytes > 0 {
            let offset = try image.offset(of: .relocations, at: address, count: bytes)
            let table = try file.part(.relocations, at: offset, count: bytes)
            for entry in stride(from: 0, to: table.byteCount, by: Int(Relocations.entryBytes)) {
                guard let name = nameOffsets[table.integer(at: entry + 12)] else { continue }
                return [.uniqueSymbols(first: try strings.symbolName(at: name, in: file))]
            }
        }
        return []
    }
}
