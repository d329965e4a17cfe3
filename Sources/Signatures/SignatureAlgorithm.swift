/// What of a file is signed (minisign(1), "Signature format").
public enum SignatureAlgorithm: String, CaseIterable, Sendable {
    /// The file itself: what minisign wrote before version 0.10, and signify(1) writes.
    case legacy = "Ed"
    /// The file's BLAKE2b-512.
    case prehashed = "ED"

    /// Calls `body` with what is signed of `content`.
    func withMessage<Result>(of content: RawSpan, _ body: (RawSpan) -> Result) -> Result {
        switch self {
        case .legacy: body(content)
        case .prehashed: body(BLAKE2b.hash(content).span.bytes)
        }
    }
}
