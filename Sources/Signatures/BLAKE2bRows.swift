/// The sixteen words that BLAKE2b's compression works on, in rows of four.
struct BLAKE2bRows {
    typealias Row = SIMD4<UInt64>

    var a: Row
    var b: Row
    var c: Row
    var d: Row

    /// The mixing function G (RFC 7693, section 3.1) on each column, with the names that it has
    /// there.
    @inline(__always)
    mutating func mix(_ x: Row, _ y: Row) {
        a = a &+ b &+ x
        d = Self.rotated(d ^ a, right: 32)
        c = c &+ d
        b = Self.rotated(b ^ c, right: 24)
        a = a &+ b &+ y
        d = Self.rotated(d ^ a, right: 16)
        c = c &+ d
        b = Self.rotated(b ^ c, right: 63)
    }

    /// Turns the diagonals that run to the right into columns, and back.
    @inline(__always)
    mutating func makeColumnsOfDiagonals() {
        b = Row(b[1], b[2], b[3], b[0])
        c = Row(c[2], c[3], c[0], c[1])
        d = Row(d[3], d[0], d[1], d[2])
    }

    @inline(__always)
    mutating func makeDiagonalsOfColumns() {
        b = Row(b[3], b[0], b[1], b[2])
        c = Row(c[2], c[3], c[0], c[1])
        d = Row(d[1], d[2], d[3], d[0])
    }

    @inline(__always)
    private static func rotated(_ row: Row, right bits: UInt64) -> Row {
        row &>> bits | row &<< (64 &- bits)
    }
}
