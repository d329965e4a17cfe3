/// The framing of one chunk of a body (RFC 9112 §7.1).
public enum ChunkFraming {
    /// Up to 16 digits of the size, and two line ends.
    public static let bytesMax = 20
}

extension OutputRawSpan {
    /// Appends the size of a chunk in hexadecimal digits, and CRLF. Its data and another CRLF are
    /// to follow; size 0 is the end of the body.
    @_lifetime(self: copy self)
    public mutating func appendChunkSize(_ size: Int) {
        precondition(size >= 0, "negative chunk size")
        var digits = InlineArray<16, UInt8>(repeating: 0)
        var first = digits.count
        var rest = UInt(size)
        repeat {
            first &-= 1
            let digit = UInt8(truncatingIfNeeded: rest & 0xf)
            digits[first] = digit < 10 ? 0x30 &+ digit : 0x57 &+ digit
            rest >>= 4
        } while rest > 0
        // Safe: a byte has no padding.
        unsafe append(digits.span.bytes.extracting(last: digits.count &- first))
        append("\r\n")
    }
}
