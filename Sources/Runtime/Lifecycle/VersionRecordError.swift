/// Why it is not known which version of an app served last. It is refused then, and not taken for
/// an app that never served.
enum VersionRecordError: Error, CustomStringConvertible {
    case file(FileError)
    case malformed(path: String, bytes: Int)

    var description: String {
        switch self {
        case .file(let error):
            error.description
        case .malformed(let path, let bytes):
            "\(path): expected one line, the version that served last, got \(bytes) bytes that "
                + "are none; --allow-downgrade writes it anew"
        }
    }
}
