/// The size of a response's head, for reserving its memory before it is written.
public enum ResponseHead {
    /// An upper bound of the bytes that these calls append, each made at most once:
    /// `appendStatusLine`, `appendContentLength`, `appendDate`, `appendConnection`,
    /// `appendEndOfHead`; and `appendField` for each of `fieldCount` fields whose names and
    /// values have `fieldBytes` bytes together. Add what `append(_:)` is to copy.
    @inlinable
    public static func bytesMax(fieldCount: Int = 0, fieldBytes: Int = 0) -> Int {
        ownBytesMax + fieldBytes + fieldCount * 4
    }

    /// Status line 48, `Content-Length: ` 16 with 19 digits, `Date: ` 6 with 29 bytes,
    /// `Connection: keep-alive` 22, three CRLFs for these and one for the end: 148.
    @usableFromInline
    static let ownBytesMax = 160
}
