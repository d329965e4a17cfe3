// What the runtime remembers of each app from one start to the next: the signed version that served
// last, so that an older one with a sound signature, and perhaps a known hole, cannot be put back.

import Glibc

/// The recorded versions: a file for each app, `versions/APP` below the state directory, that holds
/// one line. An app that is removed keeps its record. Lifecycle thread only.
struct VersionRecords: Sendable {
    let directory: String
    /// What could not be written yet. It counts as recorded.
    private var unwritten: [String: String] = [:]

    private static let bytesMax = 16 << 10

    /// - Parameter stateDirectory: The one that outlives the process. It exists.
    init(stateDirectory: String) {
        directory = "\(stateDirectory)/versions"
    }

    /// The version that an app served last; `nil` for one that never served.
    func version(of app: String) throws(VersionRecordError) -> String? {
        if let version = unwritten[app] { return version }
        let bytes: [UInt8]
        do {
            bytes = try FileContent.read(path(of: app), bytesMax: Self.bytesMax)
        } catch {
            if error.isMissing { return nil }
            throw .file(error)
        }
        guard let text = String(validating: bytes, as: UTF8.self), text.utf8.last == 0x0A,
            text.utf8.count > 1, !text.utf8.dropLast().contains(0x0A)
        else { throw .malformed(path: path(of: app), bytes: bytes.count) }
        return String(text.dropLast())
    }

    /// Records what serves now. When it returns, the record outlives a power failure.
    mutating func record(_ version: String, of app: String) throws(FileError) {
        if unwritten[app] == nil, let recorded = try? self.version(of: app), recorded == version {
            return
        }
        unwritten[app] = version
        try write(Array("\(version)\n".utf8), to: path(of: app), by: "\(directory)/.\(app)")
        unwritten[app] = nil
    }

    /// Tries again what could not be written before.
    /// - Returns: The first app whose version still cannot be, and why.
    mutating func recordUnwritten() -> (app: String, error: FileError)? {
        for (app, version) in unwritten.sorted(by: { $0.key < $1.key }) {
            do {
                try record(version, of: app)
            } catch {
                return (app, error)
            }
        }
        return nil
    }

    private func path(of app: String) -> String { "\(directory)/\(app)" }

    private func write(_ bytes: [UInt8], to path: String, by temporary: String) throws(FileError) {
        if mkdir(directory, 0o700) != 0 && errno != EEXIST {
            throw FileError(path: directory, call: "mkdir", code: errno)
        }
        let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC | O_NOFOLLOW, 0o600)
        guard file >= 0 else { throw FileError(path: temporary, call: "open", code: errno) }
        defer { close(file) }
        guard Glibc.write(file, bytes, bytes.count) == bytes.count else {
            throw FileError(path: temporary, call: "write", code: errno)
        }
        guard fsync(file) == 0 else {
            throw FileError(path: temporary, call: "fsync", code: errno)
        }
        guard rename(temporary, path) == 0 else {
            throw FileError(path: path, call: "rename", code: errno)
        }
        try syncDirectory()
    }

    /// A rename is durable when its directory is (`fsync(2)`).
    private func syncDirectory() throws(FileError) {
        let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard descriptor >= 0 else { throw FileError(path: directory, call: "open", code: errno) }
        defer { close(descriptor) }
        guard fsync(descriptor) == 0 else {
            throw FileError(path: directory, call: "fsync", code: errno)
        }
    }
}
