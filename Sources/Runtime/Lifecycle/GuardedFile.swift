// How files that decide what runs are opened: plugins, NAME.json, nano.json, trusted keys. Each is
// opened once; what is checked is what was opened, not what its name leads to by then, and what is
// checked is what is read.
//
// Checked are the directory that holds the name and the file itself. Not checked are directories
// further up: a user namespace shows them as owned by nobody, and distributions share some with a
// group. They are the operator's to guard.

import Glibc
import LinuxShims

/// An open regular file that only root and this process's user can change. Any thread.
struct GuardedFile: ~Copyable {
    let descriptor: Int32
    /// As it was when it was opened.
    let status: stat

    /// Opens what lies at `path` without waiting for it (a FIFO).
    /// - Parameter isConfined: it was found in its directory, not named by the operator: links may
    ///   not lead out of that directory, and nobody else may add names to it.
    init(
        _ path: String, isConfined: Bool = false, _ permissions: PermissionPolicy
    ) throws(GuardedFileError) {
        let opened = try Self.open(path, isConfined, permissions)
        do throws(GuardedFileError) {
            status = try Self.checkedStatus(of: opened, path, permissions)
        } catch {
            close(opened)
            throw error
        }
        descriptor = opened
    }

    deinit {
        close(descriptor)
    }

    /// Its identity now; `nil` where the system does not say.
    var identity: FileIdentity? {
        var status = stat()
        return fstat(descriptor, &status) == 0 ? FileIdentity(status) : nil
    }

    private static func checkedStatus(
        of descriptor: Int32, _ path: String, _ permissions: PermissionPolicy
    ) throws(GuardedFileError) -> stat {
        let status = try status(of: descriptor, path)
        guard status.st_mode & S_IFMT == S_IFREG else {
            throw .notRegular(path: path, FileKind(status.st_mode))
        }
        try require(permissions, .file, path, status)
        return status
    }

    private static func require(
        _ permissions: PermissionPolicy, _ role: FileRole, _ path: String, _ status: stat
    ) throws(GuardedFileError) {
        let refusal = permissions.refusal(of: role, owner: status.st_uid, mode: status.st_mode)
        if let refusal { throw .permissions(path: path, refusal) }
    }

    private static func status(of descriptor: Int32, _ path: String) throws(GuardedFileError)
        -> stat
    {
        var status = stat()
        guard fstat(descriptor, &status) == 0 else { throw .system(path, "fstat", errno) }
        return status
    }
}

// MARK: Opening

extension GuardedFile {
    private static let flags = O_RDONLY | O_NONBLOCK | O_CLOEXEC

    private static func open(
        _ path: String, _ isConfined: Bool, _ permissions: PermissionPolicy
    ) throws(GuardedFileError) -> Int32 {
        guard permissions.isEnforced else {
            let descriptor = Glibc.open(path, flags)
            guard descriptor >= 0 else { throw refusal(path, errno) }
            return descriptor
        }
        let (parent, name) = split(path)
        let directory = Glibc.open(parent, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard directory >= 0 else { throw .system(path, "open", errno) }
        defer { close(directory) }
        let role: FileRole = isConfined ? .pluginDirectory : .parent
        try require(permissions, role, parent, try status(of: directory, parent))
        let descriptor =
            isConfined
            ? openBeneath(directory, parent, name) : openat(directory, name, flags)
        guard descriptor >= 0 else {
            if isConfined, errno == EXDEV { throw .leadsOut(path: path, directory: parent) }
            throw refusal(path, errno)
        }
        return descriptor
    }

    /// A socket cannot be opened at all (`open(2)`, `ENXIO`).
    private static func refusal(_ path: String, _ code: Int32) -> GuardedFileError {
        var status = stat()
        guard code == ENXIO, stat(path, &status) == 0 else { return .system(path, "open", code) }
        return .notRegular(path: path, FileKind(status.st_mode))
    }

    private static func openBeneath(_ directory: Int32, _ parent: String, _ name: String) -> Int32 {
        let descriptor = linux_open_beneath(directory, name)
        guard descriptor < 0, errno == EXDEV else { return descriptor }
        // For the kernel an absolute link leads out even where it comes back in.
        guard let rest = realPath("\(parent)/\(name)", below: parent) else {
            errno = EXDEV
            return -1
        }
        return linux_open_beneath(directory, rest)
    }

    /// Where `path` leads, relative to `directory`; `nil` where it leads out.
    private static func realPath(_ path: String, below directory: String) -> String? {
        guard let target = realpath(path, nil) else { return nil }
        defer { free(target) }
        guard let base = realpath(directory, nil) else { return nil }
        defer { free(base) }
        let prefix = String(cString: base) + "/"
        let text = String(cString: target)
        return text.hasPrefix(prefix) ? String(text.dropFirst(prefix.count)) : nil
    }

    private static func split(_ path: String) -> (parent: String, name: String) {
        guard let slash = path.lastIndex(of: "/") else { return (".", path) }
        let parent = slash == path.startIndex ? "/" : String(path[..<slash])
        return (parent, String(path[path.index(after: slash)...]))
    }
}
