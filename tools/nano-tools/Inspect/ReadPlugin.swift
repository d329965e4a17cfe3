import SystemPackage

#if canImport(Glibc)
    import Glibc
#elseif canImport(Musl)
    import Musl
#endif

/// The most that a runtime takes for a plugin.
private let pluginBytesMax = 1 << 30

/// All bytes of a plugin.
///
/// - Throws: `InspectError` for what is no file that a runtime would read.
func readPlugin(_ path: FilePath) throws(InspectError) -> [UInt8] {
    do {
        // Not blocking: a FIFO would wait for someone who writes to it.
        let file = try FileDescriptor.open(
            path, .readOnly, options: [.closeOnExec, .nonBlocking])
        defer { try? file.close() }
        var status = stat()
        guard fstat(file.rawValue, &status) == 0 else { throw Errno(rawValue: errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw InspectError.notRegular(path, mode: status.st_mode & S_IFMT)
        }
        let count = Int(status.st_size)
        guard count <= pluginBytesMax else {
            throw InspectError.tooLarge(path, bytes: count, limit: pluginBytesMax)
        }
        return try read(file, count: count)
    } catch let error as InspectError {
        throw error
    } catch {
        throw .unreadable(path, "\(error)")
    }
}

/// The first `count` bytes of a file, or less where it has become shorter.
private func read(_ file: FileDescriptor, count: Int) throws -> [UInt8] {
    try [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
        while filled < count {
            let step = try file.read(
                into: UnsafeMutableRawBufferPointer(
                    rebasing: UnsafeMutableRawBufferPointer(buffer)[filled...]))
            guard step > 0 else { return }
            filled += step
        }
    }
}
