import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// Why there is no file to inspect, in one line.
enum InspectError: Error, Equatable {
    case unreadable(FilePath, String)
    /// - mode: the file's type (inode(7)).
    case notRegular(FilePath, mode: mode_t)
    case tooLarge(FilePath, bytes: Int, limit: Int)
}

extension InspectError: CustomStringConvertible {
    var description: String {
        switch self {
        case .unreadable(let path, let reason):
            "\(path): \(reason)"
        case .notRegular(let path, let mode):
            "\(path): expected a regular file, got \(Self.kind(mode))"
        case .tooLarge(let path, let bytes, let limit):
            "\(path): expected at most \(limit) bytes, got \(bytes)"
        }
    }

    /// In the words that the runtime uses.
    private static func kind(_ mode: mode_t) -> String {
        switch mode {
        case S_IFDIR: "a directory"
        case S_IFIFO: "a FIFO"
        case S_IFSOCK: "a socket"
        case S_IFCHR: "a character device"
        case S_IFBLK: "a block device"
        default: "something else"
        }
    }
}
