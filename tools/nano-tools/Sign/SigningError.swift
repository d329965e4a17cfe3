import ELFPreflight
import Signatures
import SystemPackage

/// Why nothing was signed, or a signature is not believed, in one line each.
enum SigningError: Error {
    case file(_ attempt: String, String, Errno)
    case tooLarge(String, bytesMax: Int)
    case exists(String)
    case format(String, FormatError)
    case secretKey(String, SecretKeyError)
    case noManifest(String, PreflightError)
    case comment(TrustedCommentError)
    case unverified(String, VerificationError)
}

extension SigningError: CustomStringConvertible {
    var description: String {
        switch self {
        case .file(let attempt, let path, let error):
            "cannot \(attempt) \(path): \(error)"
        case .tooLarge(let path, let bytesMax):
            "\(path): expected at most \(bytesMax) bytes, got more"
        case .exists(let path):
            "\(path): expected no such file, got one; a key is never overwritten: name another"
        case .format(let path, let error):
            "\(path):\(error)"
        case .secretKey(let path, let error):
            "\(path):\(error)"
        case .noManifest(let path, let error):
            "\(path): \(error); for a file that is no plugin, give --app and --version"
        case .comment(let error):
            error.description
        case .unverified(let path, let error):
            "\(path): \(error)"
        }
    }
}
