import Glibc

/// Whole files that a person has named.
enum FileBytes {
    /// Larger ones are no configuration, entry or token.
    private static let bytesMax = 1 << 20

    /// - Throws: `FileBytesError`.
    static func read(_ path: String) throws -> [UInt8] {
        let file = fopen(path, "re")
        guard let file else { throw FileBytesError(path, errno) }
        defer { fclose(file) }
        var bytes = [UInt8](repeating: 0, count: bytesMax + 1)
        let count = fread(&bytes, 1, bytes.count, file)
        if ferror(file) != 0 { throw FileBytesError(path, errno) }
        guard count <= bytesMax else {
            throw FileBytesError(description: "\(path): expected at most \(bytesMax) bytes")
        }
        return Array(bytes[..<count])
    }
}

/// Why a file could not be read. One line.
struct FileBytesError: Error, CustomStringConvertible {
    let description: String
}

extension FileBytesError {
    init(_ path: String, _ code: Int32) {
        description = "\(path): \(String(cString: strerror(code)))"
    }
}
