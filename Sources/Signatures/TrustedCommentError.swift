/// Why a trusted comment does not say what it should.
public enum TrustedCommentError: Error, Hashable {
    case missing(field: String)
    /// Two values, and no way to know which one the signer meant.
    case repeated(field: String)
    case unwritable(field: String)
    case tooLong(bytes: Int)
}

extension TrustedCommentError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .missing(let field):
            "expected \(field):… in the trusted comment, got none"
        case .repeated(let field):
            "expected one \(field):… in the trusted comment, got several"
        case .unwritable(let field):
            "expected printable text without tabs as \(field), got none or other characters"
        case .tooLong(let bytes):
            "expected a trusted comment of at most \(TrustedComment.bytesMax) bytes, got \(bytes)"
        }
    }
}
