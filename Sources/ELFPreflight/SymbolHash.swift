/// The hash table that symbols are looked up in: `DT_GNU_HASH`, or else `DT_HASH`, as glibc has it.
/// The number of symbols follows from it. The dynamic linker follows its chains without looking
/// where they lead, so they are checked to end within it.
enum SymbolHash {
    static func symbolCount(
        _ file: RawSpan, dynamic: DynamicTable, image: LoadMap
    ) throws(PreflightError) -> UInt64 {
        guard let address = dynamic[.gnuHash] ?? dynamic[.hash] else {
            throw .missing(.symbolHash)
        }
        let (offset, available) = try image.place(of: .symbolHash, at: address)
        let table = try file.part(.symbolHash, at: offset, count: available)
        let count = dynamic[.gnuHash] != nil ? gnuCount(table) : systemVCount(table)
        guard let count else { throw .malformed(.symbolHash, offset: offset) }
        return UInt64(count)
    }

    /// The table has four numbers (buckets, index of the first hashed symbol, Bloom filter words,
    /// shift), the filter (8 bytes a word), the buckets (index of the first symbol of each chain,
    /// 0 for none) and the chains (a hash per symbol; the lowest bit marks the last of a chain).
    /// Chains lie in the order of their buckets, so the highest one ends with the last symbol.
    ///
    /// - Returns: nil when a number leads out of the table.
    private static func gnuCount(_ table: RawSpan) -> Int? {
        guard table.byteCount >= 16 else { return nil }
        let bucketCount = Int(table.integer(at: 0, as: UInt32.self))
        let firstHashed = Int(table.integer(at: 4, as: UInt32.self))
        let filterWords = Int(table.integer(at: 8, as: UInt32.self))
        let buckets = 16 + filterWords * 8
        let chains = buckets + bucketCount * 4
        guard bucketCount > 0, filterWords > 0, filterWords & (filterWords - 1) == 0,
            chains <= table.byteCount
        else { return nil }

        var last = 0
        for bucket in 0..<bucketCount {
            let first = Int(table.integer(at: buckets + bucket * 4, as: UInt32.self))
            guard first == 0 || first >= firstHashed else { return nil }
            last = max(last, first)
        }
        guard last > 0 else { return firstHashed }
        var position = chains + (last - firstHashed) * 4
        while position + 4 <= table.byteCount {
            if table.integer(at: position, as: UInt32.self) & 1 != 0 { return last + 1 }
            position += 4
            last += 1
        }
        return nil
    }

    /// The table has two numbers (buckets, symbols), the buckets (the first symbol of each chain)
    /// and, for each symbol, the next one of its chain; 0 ends a chain.
    ///
    /// - Returns: nil when a number leads out of the table, or a chain into another.
    private static func systemVCount(_ table: RawSpan) -> Int? {
        guard table.byteCount >= 8 else { return nil }
        let bucketCount = Int(table.integer(at: 0, as: UInt32.self))
        let count = Int(table.integer(at: 4, as: UInt32.self))
        let chains = 8 + bucketCount * 4
        guard bucketCount > 0, chains + count * 4 <= table.byteCount else { return nil }

        var visited = 0
        for bucket in 0..<bucketCount {
            var symbol = Int(table.integer(at: 8 + bucket * 4, as: UInt32.self))
            while symbol != 0 {
                visited += 1
                guard symbol < count, visited < count else { return nil }
                symbol = Int(table.integer(at: chains + symbol * 4, as: UInt32.self))
            }
        }
        return count
    }
}
