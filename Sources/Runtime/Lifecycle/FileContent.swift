import Glibc

/// Reads small files whole.
enum FileContent {
    /// Configuration files larger than this are refused.
    static let configurationBytesMax = 1 << 20

    static func read(_ path: String, bytesMax: Int) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
        defer { close(descriptor) }
        return try read(descriptor, path, bytesMax)
    }

    /// Reads a file that decides what runs.
    /// - Parameter isConfined: as for `GuardedFile`.
    static func read(
        guarded path: String, isConfined: Bool = false, _ permissions: PermissionPolicy,
        bytesMax: Int
    ) throws(GuardedFileError) -> [UInt8] {
        let file = try GuardedFile(path, isConfined: isConfined, permissions)
        do {
            return try read(file.descriptor, path, bytesMax)
        } catch {
            throw .file(error)
        }
    }

    private static func read(_ descriptor: Int32, _ path: String, _ bytesMax: Int)
        throws(FileError) -> [UInt8]
    {
        var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
        let filled = fill(&bytes, descriptor)
        guard filled >= 0 else { throw FileError(path: path, call: "read", code: errno) }
        guard filled <= bytesMax else {
            throw FileError(path: path, call: "read", code: EFBIG)
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Whether two files hold the same bytes. False where one cannot be read.
    static func isSame(_ one: String, _ other: String) -> Bool {
        let descriptors = [one, other].map { (path: String) in
            open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        }
        defer { for descriptor in descriptors where descriptor >= 0 { close(descriptor) } }
        guard descriptors.allSatisfy({ $0 >= 0 }) else { return false }
        while true {
            guard let first = chunk(descriptors[0]), let second = chunk(descriptors[1]),
                first == second
            else { return false }
            if first.isEmpty { return true }
        }
    }

    /// The next bytes: as many as a chunk has, except at the end of the file.
    private static func chunk(_ descriptor: Int32) -> [UInt8]? {
        var bytes = [UInt8](repeating: 0, count: 64 << 10)
        let filled = fill(&bytes, descriptor)
        guard filled >= 0 else { return nil }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// - Returns: the number of bytes read, less than there is room at the end of the file; -1
    ///   and `errno` where it cannot be read.
    private static func fill(_ bytes: inout [UInt8], _ descriptor: Int32) -> Int {
        var filled = 0
        while filled < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
            }
            if got < 0 && errno == EINTR { continue }
            if got < 0 { return -1 }
            if got == 0 { break }
            filled += got
        }
        return filled
    }
}

/// A file that the system did not give.
struct FileError: Error, CustomStringConvertible {
    let path: String
    let call: String
    let code: Int32

    /// Whether there is no such file.
    var isMissing: Bool { code == ENOENT }

    var description: String { "\(path): \(call): \(String(cString: strerror(code)))" }
}
