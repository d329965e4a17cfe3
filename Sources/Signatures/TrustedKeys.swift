/// The public keys whose signatures count.
public struct TrustedKeys: Hashable, Sendable {
    /// At least one, each id once, in the order of the file.
    public let keys: [PublicKey]

    /// Reads a file of keys: one in base64 a line, as the second line of minisign's `.pub` files.
    /// Empty lines and lines that begin with `#` or `untrusted comment:` say nothing, so that such
    /// files can be put behind each other.
    /// - Throws: Where another line is no key, two keys share an id, or there is none.
    public init(parsing bytes: [UInt8]) throws(FormatError) {
        var reader = try LineReader(bytes)
        var keys: [PublicKey] = []
        while let line = reader.next() {
            if line.isEmpty || line.hasPrefix("#") || line.hasPrefix("untrusted comment:") {
                continue
            }
            guard let key = PublicKey(base64: line) else {
                throw reader.mismatch(
                    "a public key (\(PublicKey.byteCount) bytes in base64) or a comment", line)
            }
            if keys.contains(key) { continue }
            guard !keys.contains(where: { $0.id == key.id }) else {
                throw FormatError(
                    line: reader.line, expected: "a key with an id of its own",
                    got: "a second key with the id \(key.id)")
            }
            keys.append(key)
        }
        guard !keys.isEmpty else {
            throw FormatError(
                line: reader.line + 1, expected: "a public key", got: "the end of the file")
        }
        self.keys = keys
    }

    /// Checks that one of these keys signed `content`, and the signature's trusted comment.
    /// - Returns: What the signer says of the content.
    public func verify(
        _ content: RawSpan, _ signature: Signature
    ) throws(VerificationError) -> TrustedComment {
        guard let key = keys.first(where: { $0.id == signature.keyID }) else {
            throw .unknownKey(signature.keyID, expected: keys.map(\.id))
        }
        try signature.verify(content, with: key)
        return signature.trustedComment
    }
}
