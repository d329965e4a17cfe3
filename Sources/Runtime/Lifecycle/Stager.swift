// Second step of the app line: stage. The dropped file is never loaded itself: the same path gives
// the old handle, and overwriting a mapped file in place kills the process. It is opened once and
// copied from that descriptor to a private file of a name never used before; the copy is
// authenticated, pre-flighted and loaded, and stays until the image is verified gone, for
// debuggers.

import ELFPreflight
import Glibc

/// A private, verified copy of a plugin. The file goes with `remove`.
struct StagedCopy: Sendable {
    let path: String
    let facts: PluginFacts
    /// Of the file that was copied.
    let source: FileIdentity
    /// What its signature says; `nil` where none is asked for.
    var signedVersion: String?
    /// How often a trusted key had been withdrawn when it was authenticated.
    var keyWithdrawals = 0

    func remove() {
        unlink(path)
    }
}

/// Makes staged copies. Lifecycle thread only.
struct Stager {
    let directory: String
    let host: HostABI
    /// Whose files may be staged.
    var permissions = PermissionPolicy.current()
    /// What signatures plugins must have; `nil` where they need none.
    var signatures: SignaturePolicy?

    static let fileBytesMax = 1 << 30

    /// Copies the plugin at `path` and reads what it is.
    /// - Parameter isConfined: as for `GuardedFile`.
    /// - Throws: `StageError`; nothing is left behind.
    func stage(
        _ path: String, isConfined: Bool = false, app: String, generation: GenerationID
    ) throws(StageError) -> StagedCopy {
        let incoming = incomingPath(app, generation)
        do throws(StageError) {
            let identity = try copy(path, isConfined: isConfined, to: incoming)
            let version = try authenticate(incoming, path, as: app)
            let facts = try preflight(incoming, path)
            let staged = try name(incoming, app, generation, facts)
            return StagedCopy(
                path: staged, facts: facts, source: identity, signedVersion: version,
                keyWithdrawals: signatures?.keyWithdrawals ?? 0)
        } catch {
            unlink(incoming)
            throw error
        }
    }

    func incomingPath(_ app: String, _ generation: GenerationID) -> String {
        "\(directory)/\(app).\(generation).incoming"
    }

    /// Gives a copy the name that it keeps.
    func name(
        _ incoming: String, _ app: String, _ generation: GenerationID, _ facts: PluginFacts
    ) throws(StageError) -> String {
        let name = "\(app).\(generation).\(facts.buildID ?? "no-build-id").so"
        let staged = "\(directory)/\(name)"
        guard rename(incoming, staged) == 0 else { throw StageError(staged, "rename", errno) }
        return staged
    }

    /// - Parameter path: what errors call the file.
    func preflight(_ copy: String, _ path: String) throws(StageError) -> PluginFacts {
        let file = try MappedFile(copy)
        do {
            return try ELFPreflight.preflight(file.bytes, host: host)
        } catch {
            throw StageError(path: path, reason: .preflight(error))
        }
    }

    /// Copies the whole file.
    /// - Returns: its identity, which was the same before and after.
    private func copy(_ path: String, isConfined: Bool, to copy: String) throws(StageError)
        -> FileIdentity
    {
        let source = try open(path, isConfined: isConfined)
        let before = FileIdentity(source.status)
        try Self.write(source.descriptor, before.byteCount, path, to: copy)
        guard source.identity == before else {
            throw StageError(path: path, reason: .changedWhileRead)
        }
        return before
    }

    private func open(_ path: String, isConfined: Bool) throws(StageError) -> GuardedFile {
        do {
            return try GuardedFile(path, isConfined: isConfined, permissions)
        } catch {
            throw StageError(path: path, reason: .unopened(error))
        }
    }

    /// Copies `count` bytes from where the descriptor is.
    static func write(
        _ source: Int32, _ count: Int, _ path: String, to copy: String
    ) throws(StageError) {
        guard count <= fileBytesMax else {
            throw StageError(path: path, reason: .tooLarge(count))
        }
        let target = Glibc.open(copy, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o500)
        guard target >= 0 else { throw StageError(copy, "open", errno) }
        defer { close(target) }
        let copied = try transfer(count, from: source, to: target, copy)
        guard copied == count else {
            throw StageError(path: path, reason: .changedWhileRead)
        }
    }

    /// - Returns: how many bytes there were, at most `count`.
    private static func transfer(
        _ count: Int, from source: Int32, to target: Int32, _ path: String
    ) throws(StageError) -> Int {
        var done = 0
        while done < count {
            let step = sendfile(target, source, nil, count - done)
            if step < 0 && errno == EINTR { continue }
            guard step >= 0 else { throw StageError(path, "sendfile", errno) }
            if step == 0 { break }
            done += step
        }
        return done
    }
}
