import Signatures

/// Why a plugin is not authentic enough to be loaded.
enum SignatureRefusal: Error, CustomStringConvertible {
    case missing(path: String)
    case file(FileError)
    case format(FormatError)
    case unverified(VerificationError)
    /// Signed, but without saying what it is.
    case comment(TrustedCommentError)
    case otherApp(String, expected: String)
    case record(VersionRecordError)
    case downgrade(String, recorded: String)
    /// Neither the same version, nor two that have an order.
    case incomparable(String, recorded: String)

    /// Whether the plugin may be here before its signature: two files cannot be renamed into place
    /// at once. What a trusted key signed for this very content is final.
    var mayBeIncomplete: Bool {
        switch self {
        case .missing, .file, .format, .unverified: true
        case .comment, .otherApp, .record, .downgrade, .incomparable: false
        }
    }

    var description: String {
        switch self {
        case .missing(let path):
            "expected its signature in \(path) (nano-tools sign), got none"
        case .file(let error):
            error.description
        case .format(let error):
            "its signature, line \(error.line): expected \(error.expected), got \(error.got)"
        case .unverified(let error):
            error.description
        case .comment(let error):
            error.description
        case .otherApp(let app, let expected):
            "expected a signature for app \(expected), got one for app \(app)"
        case .record(let error):
            error.description
        case .downgrade(let version, let recorded):
            "expected version \(recorded), which has served, or a later one, got \(version); "
                + "--allow-downgrade permits it"
        case .incomparable(let version, let recorded):
            "expected a semantic version not before \(recorded), which has served, got \(version) "
                + "and no order between them; --allow-downgrade permits it"
        }
    }
}
