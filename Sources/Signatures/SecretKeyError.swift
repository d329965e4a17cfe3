/// Why a file gives no secret key to sign with.
public enum SecretKeyError: Error, Hashable {
    case format(FormatError)
    case unknownAlgorithm
    case passwordProtected
    /// The parts of the key do not belong together.
    case damaged
}

extension SecretKeyError: CustomStringConvertible {
    /// One line; put `FILE:` before it.
    public var description: String {
        switch self {
        case .format(let error):
            error.description
        case .unknownAlgorithm:
            "2: expected a secret key for Ed25519 with a BLAKE2b checksum, got another kind"
        case .passwordProtected:
            "2: expected a secret key without a password, got one with a password; sign with "
                + "minisign -S -t 'app:NAME version:VERSION', or take the password off a copy "
                + "with minisign -C -W -s FILE"
        case .damaged:
            "2: expected a secret key with its own public key and checksum, got a damaged one"
        }
    }
}
