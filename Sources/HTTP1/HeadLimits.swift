/// How much a client may send before its request is refused.
///
/// RFC 9112 §3 asks for request lines of at least 8,000 bytes. The others follow what servers in
/// the field allow, so that a client that works elsewhere works here.
public struct HeadLimits: Equatable, Sendable {
    /// Bytes of the request line without its CRLF. Beyond: 414.
    public var requestLineBytesMax: Int
    /// Bytes of all field lines with their CRLFs. Beyond: 431.
    public var fieldSectionBytesMax: Int
    /// Number of field lines. Beyond: 431.
    public var fieldCountMax: Int

    /// The defaults are for users of the codec alone: the server passes its configuration's.
    /// Each limit must be positive and below 1 GiB, so that offsets fit ``ByteRange``.
    public init(
        requestLineBytesMax: Int = 8 * 1024,
        fieldSectionBytesMax: Int = 16 * 1024,
        fieldCountMax: Int = 100
    ) {
        let allowed = 1..<(1 << 30)
        precondition(allowed.contains(requestLineBytesMax), "request line limit out of 1..<1 GiB")
        precondition(allowed.contains(fieldSectionBytesMax), "field limit out of 1..<1 GiB")
        precondition(allowed.contains(fieldCountMax), "field count limit out of 1..<2^30")
        self.requestLineBytesMax = requestLineBytesMax
        self.fieldSectionBytesMax = fieldSectionBytesMax
        self.fieldCountMax = fieldCountMax
    }
}
