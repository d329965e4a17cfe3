/// How the end of a request's body is found (RFC 9112 §6.3).
public enum BodyFraming: Equatable, Sendable {
    /// No body: neither Content-Length nor Transfer-Encoding was sent.
    case none
    /// Exactly this many bytes follow the head; may be 0, and may exceed any memory.
    case length(Int)
    /// The chunked coding follows the head; a ``ChunkDecoder`` finds its end.
    case chunked
}
