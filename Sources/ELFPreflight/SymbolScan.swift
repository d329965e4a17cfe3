/// One pass over the dynamic symbols: what the plugin imports and exports.
struct SymbolScan {
    private static let hazardousImports: [(name: String, hazard: Hazard)] = [
        ("__cxa_thread_atexit_impl", .threadLocalDestructors),
        ("__cxa_thread_atexit", .threadLocalDestructors),
        ("pthread_key_create", .pthreadKeys),
        ("tss_create", .pthreadKeys),
    ]

    private(set) var hazards: [Hazard] = []
    private(set) var exports = ExportedSymbols()
    private(set) var uniqueSymbols = UniqueSymbols()
    private var entry: Symbol?

    init(
        _ file: RawSpan, symbols: SymbolTable, strings: StringTable
    ) throws(PreflightError) {
        for index in 0..<symbols.count {
            let symbol = try symbols.symbol(index, in: file)
            try strings.check(UInt64(symbol.nameOffset))
            if try strings.holds(EntryFault.symbol, at: symbol.nameOffset, in: file) {
                entry = symbol
            }
            if symbol.isImported {
                try recordImport(symbol, strings: strings, in: file)
            } else if symbol.isVisible, !symbol.isMark {
                exports.add(
                    exports.isFull
                        ? nil : try strings.symbolName(at: symbol.nameOffset, in: file))
                // Hash tables count in 32 bits.
                if symbol.isUnique { uniqueSymbols.add(symbol, index: UInt32(index)) }
            }
        }
    }

    private mutating func recordImport(
        _ symbol: Symbol, strings: StringTable, in file: RawSpan
    ) throws(PreflightError) {
        for (name, hazard) in Self.hazardousImports
        where try strings.holds(name, at: symbol.nameOffset, in: file) {
            if !hazards.contains(hazard) { hazards.append(hazard) }
        }
    }

    /// - Throws: `badEntry` unless the entry is a function that `dlsym` finds in executable bytes.
    func checkEntry(_ image: LoadMap) throws(PreflightError) {
        guard let entry else { throw .badEntry(.absent) }
        guard !entry.isImported else { throw .badEntry(.undefined) }
        guard entry.type == 2 else { throw .badEntry(.notAFunction(type: entry.type)) }
        guard entry.isVisible else { throw .badEntry(.notExported) }
        guard image.isCode(entry.address) else {
            throw .badEntry(.outsideCode(address: entry.address))
        }
    }
}
