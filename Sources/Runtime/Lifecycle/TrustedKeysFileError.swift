import Signatures

/// Why there are no trusted keys to be had from a file.
enum TrustedKeysFileError: Error, CustomStringConvertible {
    case file(GuardedFileError)
    case format(path: String, FormatError)

    var description: String {
        switch self {
        case .file(let error): error.description
        case .format(let path, let error): "\(path):\(error)"
        }
    }
}
