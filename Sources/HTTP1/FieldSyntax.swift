/// Checks of field names and values, for what an app sends and for whoever looks a field up.
public enum FieldSyntax {
    /// Whether the bytes are a token (RFC 9110 §5.6.2): what a field name and a method must be.
    /// Empty is not.
    public static func isToken(_ bytes: RawSpan) -> Bool {
        bytes.byteCount > 0
            && bytes.end(of: .token, from: 0, to: bytes.byteCount) == bytes.byteCount
    }

    /// Whether the bytes may be sent as a field value (RFC 9110 §5.5): no control byte but HTAB,
    /// hence no CR, LF or NUL. Empty is; white space around the value is let pass, as every
    /// recipient removes it.
    public static func isFieldValue(_ bytes: RawSpan) -> Bool {
        bytes.endOfFieldValue(from: 0, to: bytes.byteCount) == bytes.byteCount
    }

    /// Whether the bytes are `name` when ASCII letters compare without case (RFC 9110 §5.1).
    /// `name` itself must be in lower case and ASCII.
    public static func matches(_ bytes: RawSpan, lowercase name: StaticString) -> Bool {
        bytes.matches(name, from: 0, to: bytes.byteCount)
    }
}
