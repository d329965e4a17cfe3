// The loops in which the parser spends its time. They load without bounds checks, so each states
// what its caller has to have proved: `0 <= from` and `to <= byteCount`. Every caller derives
// `to` from one `min(…, byteCount)` and `from` from offsets that were below it.

extension RawSpan {
    /// The byte at an offset that the caller has proved to be in `0..<byteCount`.
    @inline(__always)
    func byte(at offset: Int) -> UInt8 {
        unsafe unsafeLoad(fromUncheckedByteOffset: offset, as: UInt8.self)
    }

    /// Eight bytes from an offset that the caller has proved to be in `0...byteCount - 8`; the
    /// first is the lowest, whatever the machine's order.
    @inline(__always)
    func word(at offset: Int) -> UInt64 {
        let word = unsafe unsafeLoadUnaligned(
            fromUncheckedByteOffset: offset, as: UInt64.self)
        return UInt64(littleEndian: word)
    }

    /// The first offset in `from..<to` whose byte is not of the class, or `to`.
    @inline(__always)
    func end(of characters: CharacterClass, from: Int, to: Int) -> Int {
        var offset = from
        while offset < to, characters.contains(byte(at: offset)) { offset &+= 1 }
        return offset
    }

    /// The first offset in `from..<to` that is neither SP nor HTAB, or `to`.
    @inline(__always)
    func endOfWhitespace(from: Int, to: Int) -> Int {
        var offset = from
        while offset < to, byte(at: offset).isWhitespace { offset &+= 1 }
        return offset
    }

    /// The lowest offset in `from...to` with nothing but SP and HTAB between it and `to`.
    @inline(__always)
    func startOfTrailingWhitespace(from: Int, to: Int) -> Int {
        var offset = to
        while offset > from, byte(at: offset &- 1).isWhitespace { offset &-= 1 }
        return offset
    }

    /// As `end(of: .fieldValue, …)`, eight bytes a step: values are the longest part of a head.
    @inline(__always)
    func endOfFieldValue(from: Int, to: Int) -> Int {
        var offset = from
        while offset &+ 8 <= to {
            let marks = Self.controlMarks(word(at: offset))
            guard marks != 0 else {
                offset &+= 8
                continue
            }
            offset &+= marks.trailingZeroBitCount >> 3
            guard byte(at: offset) == .horizontalTab else { return offset }
            offset &+= 1
        }
        return end(of: .fieldValue, from: offset, to: to)
    }

    /// The offset of the first LF in `from..<to`, or nil.
    func firstLineFeed(from: Int, to: Int) -> Int? {
        var offset = from
        while offset &+ 8 <= to {
            let difference = word(at: offset) ^ Self.each(.lineFeed)
            let marks = (difference &- Self.each(1)) & ~difference & Self.each(0x80)
            guard marks == 0 else { return offset &+ marks.trailingZeroBitCount >> 3 }
            offset &+= 8
        }
        while offset < to {
            if byte(at: offset) == .lineFeed { return offset }
            offset &+= 1
        }
        return nil
    }

    /// Marks with 0x80 each byte of a word below 0x20 or equal to 0x7F. A borrow may add marks
    /// above a true one, never below, so that the lowest mark is always true.
    @inline(__always)
    private static func controlMarks(_ word: UInt64) -> UInt64 {
        let below = (word &- each(0x20)) & ~word
        let difference = word ^ each(0x7F)
        let equal = (difference &- each(1)) & ~difference
        return (below | equal) & each(0x80)
    }

    /// A word of eight times the same byte.
    @inline(__always)
    private static func each(_ byte: UInt8) -> UInt64 {
        0x0101_0101_0101_0101 &* UInt64(byte)
    }
}
