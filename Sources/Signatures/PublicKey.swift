/// A public key of minisign's.
///
/// In a file: a line `untrusted comment: …`, then base64 of `Ed`, the key id and the 32 bytes of
/// RFC 8032 (minisign(1), "Public key format").
public struct PublicKey: Hashable, Sendable {
    static let algorithm = Array("Ed".utf8)
    static let byteCount = algorithm.count + KeyID.byteCount + Ed25519.publicKeyByteCount

    public let id: KeyID
    let bytes: [UInt8]

    init(id: KeyID, bytes: [UInt8]) {
        self.id = id
        self.bytes = bytes
    }

    /// The key in base64, as `minisign -P` takes it; `nil` where it is none.
    public init?(base64: some StringProtocol) {
        guard let content = Base64.decode(base64), content.count == Self.byteCount,
            content.starts(with: Self.algorithm)
        else { return nil }
        let rest = content.dropFirst(Self.algorithm.count)
        self.init(
            id: KeyID(rest.prefix(KeyID.byteCount)), bytes: Array(rest.dropFirst(KeyID.byteCount)))
    }

    public var base64: String { Base64.encode(Self.algorithm + id.bytes + bytes) }

    /// The content of its file.
    public var fileText: String { "untrusted comment: minisign public key \(id)\n\(base64)\n" }
}
