/// A secret key of minisign's, without a password (`minisign -G -W`).
///
/// In a file: a line `untrusted comment: …`, then base64 of
///
///     "Ed", key derivation (two zero bytes, or "Sc"), "B2", salt 32, limits 8 + 8,
///     key id 8, seed 32, public key 32, BLAKE2b-256 of "Ed", key id, seed and public key 32
///
/// (minisign(1), "Secret key format"). minisign leaves the last zero where there is no password.
public struct SecretKey: Sendable {
    /// The longest file that is read, in bytes.
    public static let fileBytesMax = 4 << 10

    public let publicKey: PublicKey
    let seed: [UInt8]

    private static let algorithm = PublicKey.algorithm
    private static let withoutPassword: [UInt8] = [0, 0]
    private static let withPassword = Array("Sc".utf8)
    private static let checksum = Array("B2".utf8)
    private static let checksumByteCount = 32
    private static let parametersByteCount = 32 + 8 + 8
    private static let byteCount =
        6 + parametersByteCount + KeyID.byteCount + Ed25519.seedByteCount
        + Ed25519.publicKeyByteCount + checksumByteCount

    /// A new one, from the system's random numbers.
    public static func generate() -> SecretKey {
        SecretKey(id: .random(), seed: Ed25519.randomSeed())
    }

    init(id: KeyID, seed: [UInt8]) {
        self.seed = seed
        publicKey = PublicKey(id: id, bytes: Ed25519.publicKey(ofSeed: seed))
    }

    /// Reads a secret key's file.
    public init(parsing file: [UInt8]) throws(SecretKeyError) {
        let content: [UInt8]
        do throws(FormatError) {
            var reader = try LineReader(file)
            _ = try reader.next(after: "untrusted comment: ")
            content = try reader.nextBytes(Self.byteCount, "a secret key")
            try reader.requireEnd()
        } catch {
            throw .format(error)
        }
        let derivation = Array(content[2..<4])
        guard content.starts(with: Self.algorithm), Array(content[4..<6]) == Self.checksum,
            derivation == Self.withoutPassword || derivation == Self.withPassword
        else { throw .unknownAlgorithm }
        guard derivation == Self.withoutPassword else { throw .passwordProtected }
        try self.init(
            keys: Array(content.dropFirst(6 + Self.parametersByteCount)))
    }

    /// - Parameter keys: Key id, seed, public key and checksum.
    private init(keys: [UInt8]) throws(SecretKeyError) {
        let secret = keys.dropFirst(KeyID.byteCount)
        self.init(
            id: KeyID(keys.prefix(KeyID.byteCount)),
            seed: Array(secret.prefix(Ed25519.seedByteCount)))
        let written = Array(keys.suffix(Self.checksumByteCount))
        let isIntact =
            secret.dropFirst(Ed25519.seedByteCount).starts(with: publicKey.bytes)
            && (written == ownChecksum || written.allSatisfy { $0 == 0 })
        guard isIntact else { throw .damaged }
    }

    private var ownChecksum: [UInt8] {
        let content = Self.algorithm + publicKey.id.bytes + seed + publicKey.bytes
        return BLAKE2b.hash(content.span.bytes, byteCount: Self.checksumByteCount)
    }

    /// The content of its file, for its owner's eyes only.
    public var fileText: String {
        let header = Self.algorithm + Self.withoutPassword + Self.checksum
        let parameters = [UInt8](repeating: 0, count: Self.parametersByteCount)
        let keys = publicKey.id.bytes + seed + publicKey.bytes + ownChecksum
        return """
            untrusted comment: minisign secret key \(publicKey.id)
            \(Base64.encode(header + parameters + keys))

            """
    }

    /// Signs `content`, and `comment` with it.
    public func sign(
        _ content: RawSpan, comment: TrustedComment, algorithm: SignatureAlgorithm = .prehashed
    ) -> Signature {
        let bytes = algorithm.withMessage(of: content) { Ed25519.sign($0, seed: seed) }
        let message = Signature.commentMessage(bytes, comment)
        return Signature(
            keyID: publicKey.id, algorithm: algorithm, bytes: bytes, trustedComment: comment,
            commentSignature: Ed25519.sign(message.span.bytes, seed: seed))
    }
}
