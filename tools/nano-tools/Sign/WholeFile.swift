import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// A file that is read or written as a whole.
struct WholeFile {
    /// As the runtime's own limit for plugins.
    static let pluginBytesMax = 1 << 30
    static let keysBytesMax = 1 << 20
    static let readableByAll: FilePermissions = [.ownerReadWrite, .groupRead, .otherRead]

    let path: String

    init(_ path: String) {
        self.path = path
    }

    /// The path's last part.
    var name: String { FilePath(path).lastComponent?.string ?? path }

    func read(bytesMax: Int = pluginBytesMax) throws(SigningError) -> [UInt8] {
        var content: [UInt8] = []
        do {
            let file = try FileDescriptor.open(FilePath(path), .readOnly, options: .closeOnExec)
            try file.closeAfter {
                var chunk = [UInt8](repeating: 0, count: 1 << 16)
                while content.count <= bytesMax {
                    let count = try chunk.withUnsafeMutableBytes { try file.read(into: $0) }
                    if count == 0 { break }
                    content += chunk.prefix(count)
                }
            }
        } catch {
            throw .file("read", path, error as? Errno ?? .ioError)
        }
        guard content.count <= bytesMax else { throw .tooLarge(path, bytesMax: bytesMax) }
        return content
    }

    /// Makes the file, which must not exist, with these permissions from the first moment.
    func create(_ text: String, permissions: FilePermissions) throws(SigningError) {
        do {
            try Self.write(text, to: path, permissions)
        } catch .fileExists {
            throw .exists(path)
        } catch {
            throw .file("write", path, error)
        }
    }

    /// Puts the file in place of the one that is there, if there is one, by a rename: whoever
    /// opens it finds the whole old file or the whole new.
    func replace(_ text: String) throws(SigningError) {
        let target = FilePath(path)
        let temporary = target.removingLastComponent().appending(".\(name).\(getpid()).partial")
        do throws(Errno) {
            try Self.write(text, to: temporary.string, Self.readableByAll)
            guard rename(temporary.string, path) == 0 else { throw Errno(rawValue: errno) }
        } catch {
            unlink(temporary.string)
            throw .file("write", path, error)
        }
    }

    func remove() {
        unlink(path)
    }

    /// Returns when the content is on disk. What could not be written whole is removed.
    private static func write(_ text: String, to path: String, _ permissions: FilePermissions)
        throws(Errno)
    {
        do {
            let file = try FileDescriptor.open(
                FilePath(path), .writeOnly, options: [.create, .exclusiveCreate, .closeOnExec],
                permissions: permissions)
            do {
                try file.closeAfter {
                    _ = try file.writeAll(text.utf8)
                    guard fsync(file.rawValue) == 0 else { throw Errno(rawValue: errno) }
                }
            } catch {
                unlink(path)
                throw error
            }
        } catch {
            throw error as? Errno ?? .ioError
        }
    }
}
