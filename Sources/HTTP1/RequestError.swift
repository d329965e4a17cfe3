/// A request that breaks a rule of the protocol or a limit of this server.
///
/// Framing is in doubt after any of these: send ``status``, then close (RFC 9112 §9.6).
public struct RequestError: Error, Equatable, Sendable {
    /// The rule broken.
    public let reason: Reason
    /// Where it was seen: bytes from the request's first byte, or, from a ``ChunkDecoder``, from
    /// the body's first byte.
    public let offset: Int
    /// The offending byte, if the rule is about a single one.
    public let byte: UInt8?

    init(_ reason: Reason, at offset: Int, got byte: UInt8? = nil) {
        self.reason = reason
        self.offset = offset
        self.byte = byte
    }

    /// The response status to send: 400, 414, 417, 431, 501 or 505.
    public var status: Int { reason.rule.status }
}

extension RequestError: CustomStringConvertible {
    /// One line for a log, with no byte of the client's in it but in hexadecimal:
    /// `expected ":" after the field name, got 0x20 at byte 42 (RFC 9112 §5.1)`.
    public var description: String {
        let rule = reason.rule
        let got = byte.map { "0x" + ($0 < 16 ? "0" : "") + String($0, radix: 16) } ?? rule.got
        return "expected \(rule.expected), got \(got) at byte \(offset) (\(rule.source))"
    }
}
