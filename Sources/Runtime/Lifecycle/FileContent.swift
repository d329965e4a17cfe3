import Glibc

/// Reads small files whole.
enum FileContent {
    /// Configuration files larger than this are refused.
    static let configurationBytesMax = 1 << 20

    static func read(_ path: String, bytesMax: Int) throws(FileError) -> [UInt8] {
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: path, call: "open", code: errno) }
        defer { close(descriptor) }
        var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
        var filled = 0
        while filled < bytes.count {
            let got = bytes.withUnsafeMutableBytes {
                Glibc.read(descriptor, $0.baseAddress! + filled, $0.count - filled)
            }
            if got < 0 && errno == EINTR { continue }
            guard got >= 0 else { throw FileError(path: path, call: "read", code: errno) }
            if got == 0 { break }
            filled += got
        }
        guard filled <= bytesMax else {
            throw FileError(path: path, call: "read", code: EFBIG)
        }
        bytes.removeLast(bytes.count - filled)
        return bytes
    }

    /// Whether two files hold the same bytes. False where one cannot be read.
    static func isSame(_ one: String, _ other: String) -> Bool {
        guard let size = FileIdentity(path: one)?.byteCount,
            size == FileIdentity(path: other)?.byteCount, size <= Stager.fileBytesMax,
            let first = try? read(one, bytesMax: size)
        else { return false }
        return (try? read(other, bytesMax: size)) == first
    }
}

/// A file that the system did not give.
struct FileError: Error, CustomStringConvertible {
    let path: String
    let call: String
    let code: Int32

    var description: String { "\(path): \(call): \(String(cString: strerror(code)))" }
}
