/// A signature of minisign's, with all that its file says (minisign(1), "Signature format"):
///
///     untrusted comment: TEXT
///     base64 of the algorithm, the key id and the signature
///     trusted comment: TEXT
///     base64 of the signature of the signature and the trusted comment
public struct Signature: Hashable, Sendable {
    /// The longest file that is read, in bytes: what minisign's own limits of lines come to.
    public static let fileBytesMax = 16 << 10

    /// What the file is called whose signature this is, with this behind it.
    public static let fileSuffix = ".minisig"

    private static let untrustedPrefix = "untrusted comment: "
    private static let trustedPrefix = "trusted comment: "
    private static let byteCount = 2 + KeyID.byteCount + Ed25519.signatureByteCount

    /// Which key made it, by its own account.
    public let keyID: KeyID
    public let algorithm: SignatureAlgorithm
    /// Signed, so it may be believed once the signature is verified.
    public let trustedComment: TrustedComment
    let untrustedComment: String
    let bytes: [UInt8]
    let commentSignature: [UInt8]

    init(
        keyID: KeyID, algorithm: SignatureAlgorithm, bytes: [UInt8],
        trustedComment: TrustedComment, commentSignature: [UInt8]
    ) {
        self.keyID = keyID
        self.algorithm = algorithm
        self.bytes = bytes
        self.trustedComment = trustedComment
        self.commentSignature = commentSignature
        untrustedComment = "signature from minisign secret key"
    }

    /// Reads a signature's file. Nothing is verified yet.
    public init(parsing file: [UInt8]) throws(FormatError) {
        var reader = try LineReader(file)
        untrustedComment = try reader.next(after: Self.untrustedPrefix)
        let signature = try reader.nextBytes(Self.byteCount, "a signature")
        let name = String(decoding: signature.prefix(2), as: UTF8.self)
        guard let algorithm = SignatureAlgorithm(rawValue: name) else {
            throw FormatError(
                line: reader.line, expected: "the algorithm Ed or ED", got: "another")
        }
        self.algorithm = algorithm
        keyID = KeyID(signature.dropFirst(2).prefix(KeyID.byteCount))
        bytes = Array(signature.suffix(Ed25519.signatureByteCount))
        trustedComment = TrustedComment(text: try reader.next(after: Self.trustedPrefix))
        commentSignature = try reader.nextBytes(
            Ed25519.signatureByteCount, "the trusted comment's signature")
        try reader.requireEnd()
    }

    /// The content of its file.
    public var fileText: String {
        let signature = Array(algorithm.rawValue.utf8) + keyID.bytes + bytes
        return """
            \(Self.untrustedPrefix)\(untrustedComment)
            \(Base64.encode(signature))
            \(Self.trustedPrefix)\(trustedComment.text)
            \(Base64.encode(commentSignature))

            """
    }

    /// - Parameter key: One with this signature's key id.
    func verify(_ content: RawSpan, with key: PublicKey) throws(VerificationError) {
        let isOfContent = algorithm.withMessage(of: content) {
            Ed25519.isValid(bytes, of: $0, publicKey: key.bytes)
        }
        guard isOfContent else { throw .otherContent(keyID) }
        let signed = Self.commentMessage(bytes, trustedComment)
        guard Ed25519.isValid(commentSignature, of: signed.span.bytes, publicKey: key.bytes) else {
            throw .otherComment(keyID)
        }
    }

    /// What the second signature signs.
    static func commentMessage(_ signature: [UInt8], _ comment: TrustedComment) -> [UInt8] {
        signature + comment.text.utf8
    }
}
