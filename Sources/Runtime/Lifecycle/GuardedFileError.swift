import Glibc

/// Why a file that decides what runs was not opened.
enum GuardedFileError: Error, CustomStringConvertible {
    case file(FileError)
    case notRegular(path: String, FileKind)
    /// It is a symbolic link, and not to something in the plugin directory.
    case leadsOut(path: String, directory: String)
    case permissions(path: String, PermissionRefusal)

    static func system(_ path: String, _ call: String, _ code: Int32) -> GuardedFileError {
        .file(FileError(path: path, call: call, code: code))
    }

    var description: String {
        switch self {
        case .file(let error): error.description
        case .notRegular(let path, let kind): "\(path): expected a regular file, got \(kind)"
        case .leadsOut(let path, let directory):
            "\(path): expected a file in \(directory), got a symbolic link that leads out of it; "
                + "copy the file, or name it in --config"
        case .permissions(let path, let refusal): refusal.description(of: path)
        }
    }
}
