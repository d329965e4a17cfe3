import Crypto

/// RFC 8032's Ed25519, from swift-crypto: the one place that calls it.
enum Ed25519 {
    static let seedByteCount = 32
    static let publicKeyByteCount = 32
    static let signatureByteCount = 64

    static func randomSeed() -> [UInt8] {
        [UInt8](Curve25519.Signing.PrivateKey().rawRepresentation)
    }

    /// - Parameter seed: `seedByteCount` bytes.
    static func publicKey(ofSeed seed: [UInt8]) -> [UInt8] {
        [UInt8](privateKey(seed).publicKey.rawRepresentation)
    }

    /// - Returns: `signatureByteCount` bytes.
    static func sign(_ message: RawSpan, seed: [UInt8]) -> [UInt8] {
        message.withUnsafeBytes { message in
            // It fails where the library itself is out of order, and no caller could go on.
            [UInt8](try! privateKey(seed).signature(for: message))
        }
    }

    static func isValid(_ signature: [UInt8], of message: RawSpan, publicKey: [UInt8]) -> Bool {
        guard let key = try? Curve25519.Signing.PublicKey(rawRepresentation: publicKey) else {
            return false
        }
        return message.withUnsafeBytes { key.isValidSignature(signature, for: $0) }
    }

    private static func privateKey(_ seed: [UInt8]) -> Curve25519.Signing.PrivateKey {
        precondition(seed.count == seedByteCount)
        // The only thing that can be wrong with a seed is its length.
        return try! Curve25519.Signing.PrivateKey(rawRepresentation: seed)
    }
}
