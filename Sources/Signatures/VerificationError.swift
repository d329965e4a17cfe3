/// Why a signature that can be read does not hold.
public enum VerificationError: Error, Hashable {
    /// Signed by a key that is not one of those expected.
    case unknownKey(KeyID, expected: [KeyID])
    /// Not a signature of this content: one of the two was changed.
    case otherContent(KeyID)
    /// The content is as it was signed, but the trusted comment was changed.
    case otherComment(KeyID)
}

extension VerificationError: CustomStringConvertible {
    public var description: String {
        switch self {
        case .unknownKey(let id, let expected):
            let ids = expected.map(\.description).joined(separator: " or ")
            return "expected a signature by key \(ids), got one by key \(id)"
        case .otherContent(let id):
            return "expected the content that key \(id) signed, got another"
        case .otherComment(let id):
            return "expected the trusted comment that key \(id) signed, got another"
        }
    }
}
