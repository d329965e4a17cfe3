/// The number of dynamic symbols, from `DT_GNU_HASH`, or else from `DT_HASH`: glibc's order.
enum SymbolHash {
    static func symbolCount(
        _ file: RawSpan, dynamic: DynamicTable, image: LoadMap
    ) throws(PreflightError) -> UInt64 {
        if let address = dynamic.gnuHashAddress {
            let (offset, available) = try image.place(of: .symbolHash, at: address)
            let table = try file.part(.symbolHash, at: offset, count: available)
            guard let count = gnuSymbolCount(table) else {
                throw .malformed(.symbolHash, offset: offset)
            }
            return count
        }
        guard let address = dynamic.hashAddress else { throw .missing(.symbolHash) }
        // nbucket, nchain: one chain entry for each symbol.
        let offset = try image.offset(of: .symbolHash, at: address, count: 8)
        let table = try file.part(.symbolHash, at: offset, count: 8)
        return UInt64(table.integer(at: 4, as: UInt32.self))
    }

    /// The table has four numbers (buckets, index of the first hashed symbol, Bloom filter words,
    /// shift), the filter (8 bytes a word), the buckets (index of the first symbol of each chain,
    /// 0 for none) and the chains (a hash per symbol; the lowest bit marks the last of a chain).
    /// Chains lie in the order of their buckets, so the highest one ends with the last symbol.
    ///
    /// - Returns: nil when a number leads out of the table.
    private static func gnuSymbolCount(_ table: RawSpan) -> UInt64? {
        guard table.byteCount >= 16 else { return nil }
        let bucketCount = Int(table.integer(at: 0, as: UInt32.self))
        let firstHashed = Int(table.integer(at: 4, as: UInt32.self))
        let filterWords = Int(table.integer(at: 8, as: UInt32.self))
        let buckets = 16 + filterWords * 8
        let chains = buckets + bucketCount * 4
        guard chains <= table.byteCount else { return nil }

        var last = 0
        for bucket in 0..<bucketCount {
            last = max(last, Int(table.integer(at: buckets + bucket * 4, as: UInt32.self)))
        }
        guard last > 0 else { return UInt64(firstHashed) }
        guard last >= firstHashed else { return nil }
        var position = chains + (last - firstHashed) * 4
        while position + 4 <= table.byteCount {
            if table.integer(at: position, as: UInt32.self) & 1 != 0 { return UInt64(last) + 1 }
            position += 4
            last += 1
        }
        return nil
    }
}
