/// The dynamic symbols: `DT_SYMTAB`. Nothing states their number; it follows from the hash table,
/// which the dynamic linker itself looks names up in.
struct SymbolTable {
    private let offset: UInt64
    let count: UInt64

    init(_ file: RawSpan, dynamic: DynamicTable, image: LoadMap) throws(PreflightError) {
        guard let address = dynamic[.symtab] else { throw .missing(.symbolTable) }
        if let found = dynamic[.syment], found != Symbol.byteCount {
            throw .wrongEntryBytes(.symbolTable, found: found, expected: Symbol.byteCount)
        }
        let count = try SymbolHash.symbolCount(file, dynamic: dynamic, image: image)
        // No overflow: hash tables count in 32 bits.
        offset = try image.offset(
            of: .symbolTable, at: address, count: count * Symbol.byteCount)
        self.count = count
    }

    /// The symbol of an index below `count`.
    func symbol(_ index: UInt64, in file: RawSpan) throws(PreflightError) -> Symbol {
        Symbol(
            try file.part(
                .symbolTable, at: offset + index * Symbol.byteCount, count: Symbol.byteCount))
    }
}
