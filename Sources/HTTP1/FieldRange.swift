/// One field line of a head: where its name and its value are.
public struct FieldRange: Equatable, Sendable, BitwiseCopyable {
    /// The name as sent (RFC 9110 §5.1): a token, in any case, never empty.
    public var name: ByteRange
    /// The value without the white space around it (RFC 9110 §5.5); may be empty.
    public var value: ByteRange

    public init(name: ByteRange, value: ByteRange) {
        self.name = name
        self.value = value
    }
}
