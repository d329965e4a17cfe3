/// A parsed request line and field section. All ranges count from the request's first byte.
public struct RequestHead: Equatable, Sendable {
    /// A token, case-sensitive (RFC 9110 §9.1). CONNECT never gets here.
    public internal(set) var method = ByteRange()
    /// The request target as sent (RFC 9112 §3.2).
    public internal(set) var target = ByteRange()
    /// The target's path up to "?", as sent: never empty, begins with "/", or is the "*" of
    /// `OPTIONS *`. For an absolute-form target without a path, the last slash of "://" stands
    /// in, since an empty path means "/" (RFC 9110 §4.2.3).
    public internal(set) var path = ByteRange()
    /// What follows the first "?", without it; empty if there is none.
    public internal(set) var query = ByteRange()
    /// The host asked for, without port, as sent; an IPv6 address keeps its brackets. It is the
    /// absolute-form target's if there is one (RFC 9112 §3.2.2), else that of Host. Empty for
    /// HTTP/1.0 without Host, and for an empty Host field.
    public internal(set) var host = ByteRange()
    /// The field lines in the order received.
    public internal(set) var fields: [FieldRange] = []
    /// How the body is delimited.
    public internal(set) var framing = BodyFraming.none
    /// Bytes of the head, from the request's first byte through the final CRLF; an ignored empty
    /// line before the request line counts. The body starts here.
    public internal(set) var byteCount = 0
    /// 0 for HTTP/1.0 and 1 for HTTP/1.1 and any higher minor version, which is to be treated as
    /// the highest known one (RFC 9110 §2.5).
    public internal(set) var minorVersion: UInt8 = 0
    /// Whether the client means to send another request (RFC 9112 §9.3).
    public internal(set) var keepsAlive = false
    /// Whether the client waits for `100 Continue` before it sends the body (RFC 9110 §10.1.1).
    /// False without a body and in HTTP/1.0, where the expectation is to be ignored.
    public internal(set) var expectsContinue = false
    /// Whether the method is HEAD, so that the response has no body.
    public internal(set) var isHead = false

    init() {}

    /// Empties the head and keeps the storage of `fields`.
    mutating func removeAll() {
        // Each by itself: a new head in its place would be made and destroyed with every request.
        method = ByteRange()
        target = ByteRange()
        path = ByteRange()
        query = ByteRange()
        host = ByteRange()
        fields.removeAll(keepingCapacity: true)
        framing = .none
        byteCount = 0
        minorVersion = 0
        keepsAlive = false
        expectsContinue = false
        isHead = false
    }
}
