// Second step of the app line: stage. The dropped file is never loaded itself: the same path gives
// the old handle, and overwriting a mapped file in place kills the process. It is opened once,
// read from that descriptor, pre-flighted as read, and written to a private file of a name never
// used before; that one is loaded, and stays until the image is verified gone, for debuggers.

import ELFPreflight
import Glibc

/// A private, verified copy of a plugin. The file goes with `remove`.
struct StagedCopy: Sendable {
    let path: String
    let facts: PluginFacts
    /// Of the file that was copied.
    let source: FileIdentity
}

/// Makes staged copies. Lifecycle thread only.
struct Stager {
    let directory: String
    let host: HostABI

    /// Copies the plugin at `path`.
    /// - Throws: `StageError`; nothing is left behind.
    func stage(_ path: String, app: String, generation: GenerationID) throws(StageError)
        -> StagedCopy
    {
        let (bytes, identity) = try Self.read(path)
        let facts = try preflight(bytes, path)
        let name = "\(app).\(generation).\(facts.buildID ?? "no-build-id").so"
        let copy = "\(directory)/\(name)"
        try Self.write(bytes, to: copy)
        return StagedCopy(path: copy, facts: facts, source: identity)
    }

    private func preflight(_ bytes: [UInt8], _ path: String) throws(StageError) -> PluginFacts {
        do {
            return try ELFPreflight.preflight(bytes.span.bytes, host: host)
        } catch {
            throw StageError(path: path, reason: .preflight(error))
        }
    }

    /// The whole file, and its identity, which was the same before and after.
    private static func read(_ path: String) throws(StageError) -> ([UInt8], FileIdentity) {
        // Not blocking: a FIFO named .so must not hold up the lifecycle.
        let descriptor = open(path, O_RDONLY | O_NONBLOCK | O_CLOEXEC)
        guard descriptor >= 0 else { throw StageError(path, "open", errno) }
        defer { close(descriptor) }
        let before = try identity(of: descriptor, path)
        let bytes = try readAll(descriptor, before.byteCount, path)
        let after = try identity(of: descriptor, path)
        guard before == after, bytes.count == before.byteCount else {
            throw StageError(path: path, reason: .changedWhileRead)
        }
        return (bytes, before)
    }

    private static func identity(of descriptor: Int32, _ path: String) throws(StageError)
        -> FileIdentity
    {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw StageError(path, "fstat", errno) }
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw StageError(path: path, reason: .notRegular(FileKind(status.st_mode)))
        }
        guard status.st_size <= fileBytesMax else {
            throw StageError(path: path, reason: .tooLarge(Int(status.st_size)))
        }
        return FileIdentity(status)
    }

    static let fileBytesMax = 1 << 30

    private static func readAll(_ descriptor: Int32, _ count: Int, _ path: String)
        throws(StageError) -> [UInt8]
    {
        var code: Int32 = 0
        let bytes = [UInt8](unsafeUninitializedCapacity: count) { buffer, filled in
            while filled < count {
                let got = Glibc.read(descriptor, buffer.baseAddress! + filled, count - filled)
                if got < 0 && errno == EINTR { continue }
                if got < 0 { code = errno }
                guard got > 0 else { return }
                filled += got
            }
        }
        if code != 0 { throw StageError(path, "read", code) }
        return bytes
    }

    private static func write(_ bytes: [UInt8], to path: String) throws(StageError) {
        let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
        guard descriptor >= 0 else { throw StageError(path, "open", errno) }
        defer { close(descriptor) }
        var rest = bytes[...]
        while !rest.isEmpty {
            let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
            if count < 0 && errno == EINTR { continue }
            guard count > 0 else {
                let code = errno
                unlink(path)
                throw StageError(path, "write", code)
            }
            rest = rest.dropFirst(count)
        }
    }
}

extension StagedCopy {
    func remove() {
        unlink(path)
    }
}
