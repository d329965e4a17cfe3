// swift-crypto has no BLAKE2, and minisign's default form signs the BLAKE2b-512 of a file, so it
// is written here from RFC 7693, unkeyed and in one go: what is hashed is mapped or in memory.

/// The hash BLAKE2b of RFC 7693, section 3.
struct BLAKE2b {
    private typealias Words16 = InlineArray<16, UInt64>
    private typealias Row = BLAKE2bRows.Row

    private static let blockByteCount = 128
    private static let hashByteCountMax = 64

    /// The fractional parts of the square roots of the first eight primes (section 2.6).
    private static let initial = (
        low: Row(
            0x6A09_E667_F3BC_C908, 0xBB67_AE85_84CA_A73B, 0x3C6E_F372_FE94_F82B,
            0xA54F_F53A_5F1D_36F1),
        high: Row(
            0x510E_527F_ADE6_82D1, 0x9B05_688C_2B3E_6C1F, 0x1F83_D9AB_FB41_BD6B,
            0x5BE0_CD19_137E_2179)
    )

    /// Which words of the block each round mixes in (section 2.7). Rounds 10 and 11 begin anew.
    private static let schedule: InlineArray<10, InlineArray<16, Int>> = [
        [0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15],
        [14, 10, 4, 8, 9, 15, 13, 6, 1, 12, 0, 2, 11, 7, 5, 3],
        [11, 8, 12, 0, 5, 2, 15, 13, 10, 14, 3, 6, 7, 1, 9, 4],
        [7, 9, 3, 1, 13, 12, 11, 14, 2, 6, 5, 10, 4, 0, 15, 8],
        [9, 0, 5, 7, 2, 4, 10, 15, 14, 1, 11, 12, 6, 8, 3, 13],
        [2, 12, 6, 10, 0, 11, 8, 3, 4, 13, 7, 5, 15, 14, 1, 9],
        [12, 5, 1, 15, 14, 13, 4, 10, 0, 7, 6, 3, 9, 2, 8, 11],
        [13, 11, 7, 14, 12, 1, 3, 9, 5, 0, 15, 4, 8, 6, 2, 10],
        [6, 15, 14, 9, 11, 3, 0, 8, 12, 2, 13, 7, 1, 4, 10, 5],
        [10, 2, 8, 4, 7, 6, 1, 5, 15, 11, 9, 14, 3, 12, 13, 0],
    ]

    private var state = BLAKE2b.initial

    /// - Parameter byteCount: The length of the hash, 1 to 64 bytes.
    static func hash(_ content: RawSpan, byteCount: Int = hashByteCountMax) -> [UInt8] {
        precondition((1...hashByteCountMax).contains(byteCount))
        var hash = BLAKE2b()
        hash.state.low[0] ^= 0x0101_0000 ^ UInt64(byteCount)
        var offset = 0
        while content.byteCount - offset > blockByteCount {
            let block = words(of: content.extracting(offset..<offset + blockByteCount))
            offset += blockByteCount
            hash.mix(block, hashedByteCount: offset, isLast: false)
        }
        let block = words(of: content.extracting(offset..<content.byteCount))
        hash.mix(block, hashedByteCount: content.byteCount, isLast: true)
        return hash.bytes(byteCount)
    }

    /// The sixteen words of a block, the last block filled up with zeros.
    private static func words(of block: RawSpan) -> Words16 {
        var words = Words16(repeating: 0)
        if block.byteCount == blockByteCount {
            for index in words.indices {
                words[index] = UInt64(
                    littleEndian: block.unsafeLoadUnaligned(
                        fromByteOffset: index * 8, as: UInt64.self))
            }
        } else {
            for index in 0..<block.byteCount {
                let byte = block.unsafeLoad(fromByteOffset: index, as: UInt8.self)
                words[index / 8] |= UInt64(byte) << UInt64(index % 8 * 8)
            }
        }
        return words
    }

    /// The compression function F (section 3.2). The sixteen words that it works on are rows of
    /// four, so that each step mixes four columns, and then four diagonals, at once.
    private mutating func mix(_ block: Words16, hashedByteCount: Int, isLast: Bool) {
        var rows = BLAKE2bRows(
            a: state.low, b: state.high, c: Self.initial.low,
            // No content is long enough for the counter's high half, which is the second word.
            d: Self.initial.high ^ Row(UInt64(hashedByteCount), 0, isLast ? .max : 0, 0))
        for round in 0..<12 {
            let order = Self.schedule[round % 10]
            rows.mix(Self.row(block, order, 0), Self.row(block, order, 1))
            rows.makeColumnsOfDiagonals()
            rows.mix(Self.row(block, order, 8), Self.row(block, order, 9))
            rows.makeDiagonalsOfColumns()
        }
        state.low ^= rows.a ^ rows.c
        state.high ^= rows.b ^ rows.d
    }

    /// Every other word in the order of a round. The schedule has no index past the block.
    @inline(__always)
    private static func row(_ block: Words16, _ order: InlineArray<16, Int>, _ first: Int) -> Row {
        Row(
            block[unchecked: order[first]], block[unchecked: order[first + 2]],
            block[unchecked: order[first + 4]], block[unchecked: order[first + 6]])
    }

    private func bytes(_ count: Int) -> [UInt8] {
        (0..<count).map { index in
            let row = index < 32 ? state.low : state.high
            return UInt8(truncatingIfNeeded: row[index % 32 / 8] >> UInt64(index % 8 * 8))
        }
    }
}
