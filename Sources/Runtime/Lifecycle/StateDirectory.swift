// Where the private copies of plugins live. Each process has a directory of its own below the
// state directory and holds a lock on it; what a killed process left behind is removed by the
// next one that starts.

import Glibc
import LinuxShims

/// This process's own directory of staged plugins.
final class StateDirectory: Sendable {
    /// Absolute; mode 0700.
    let path: String
    /// Absolute; what is to outlive the process goes here.
    let parent: String
    /// Held open for its lock (`flock(2)`).
    private let lock: Int32

    /// - Parameter parent: made if it is missing; `nil` stands for `STATE_DIRECTORY` (systemd) or
    ///   a directory of the user's below `TMPDIR`.
    init(parent: String?) throws(StateDirectoryError) {
        let parent = try Self.openParent(parent ?? Self.defaultParent())
        self.parent = parent
        Self.removeAbandoned(in: parent)
        (path, lock) = try Self.makeLocked(in: parent)
        do throws(StateDirectoryError) {
            try Self.requireExecutable(path)
        } catch {
            remove()
            throw error
        }
    }

    /// Removes the directory with everything in it.
    func remove() {
        Self.removeTree(path)
        close(lock)
    }

    static func defaultParent() -> String {
        if let given = environment("STATE_DIRECTORY") { return given }
        return "\(environment("TMPDIR") ?? "/tmp")/nano-runtime-\(getuid())"
    }

    private static func environment(_ name: String) -> String? {
        guard let value = getenv(name), value.pointee != 0 else { return nil }
        return String(cString: value)
    }

    private static func openParent(_ path: String) throws(StateDirectoryError) -> String {
        if mkdir(path, 0o700) != 0 && errno != EEXIST { throw .system(path, "mkdir", errno) }
        guard let resolved = realpath(path, nil) else { throw .system(path, "realpath", errno) }
        defer { free(resolved) }
        var status = stat()
        guard stat(resolved, &status) == 0 else { throw .system(path, "stat", errno) }
        // Whoever may write here may replace code between its check and its loading.
        guard status.st_uid == getuid(), status.st_mode & 0o022 == 0 else {
            throw .unsafe(path, owner: status.st_uid, mode: status.st_mode & 0o7777)
        }
        return String(cString: resolved)
    }

    /// The directory gets its final name when it is locked: no other process that starts now can
    /// take it for abandoned.
    private static func makeLocked(in parent: String) throws(StateDirectoryError)
        -> (path: String, lock: Int32)
    {
        var template = Array("\(parent)/new-\(getpid())-XXXXXX".utf8CString)
        guard mkdtemp(&template) != nil else { throw .system(parent, "mkdtemp", errno) }
        let made = template.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
        let lock = open(made, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX | LOCK_NB) == 0 else {
            throw .system(made, "flock", errno)
        }
        let path = "\(parent)/run-\(getpid())-\(made.suffix(6))"
        guard rename(made, path) == 0 else { throw .system(path, "rename", errno) }
        return (path, lock)
    }

    /// `dlopen` maps code from here: a mount without execution would refuse every plugin.
    private static func requireExecutable(_ path: String) throws(StateDirectoryError) {
        switch linux_is_mounted_noexec(path) {
        case 0: return
        case 1: throw .notExecutable(path)
        default: throw .system(path, "statvfs", errno)
        }
    }

    private static func removeAbandoned(in parent: String) {
        for name in DirectoryListing.names(of: parent) ?? [] {
            guard let name = String(validating: name, as: UTF8.self), name.hasPrefix("run-") else {
                continue
            }
            let path = "\(parent)/\(name)"
            let lock = open(path, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC)
            guard lock >= 0 else { continue }
            defer { close(lock) }
            if flock(lock, LOCK_EX | LOCK_NB) == 0 { removeTree(path) }
        }
    }

    private static func removeTree(_ path: String) {
        for name in DirectoryListing.names(of: path) ?? [] {
            unlink("\(path)/\(String(decoding: name, as: UTF8.self))")
        }
        rmdir(path)
    }
}

enum StateDirectoryError: Error, CustomStringConvertible {
    case system(String, String, Int32)
    case unsafe(String, owner: uid_t, mode: mode_t)
    case notExecutable(String)

    var description: String {
        switch self {
        case .system(let path, let call, let code):
            "state directory \(path): \(call): \(String(cString: strerror(code)))"
        case .unsafe(let path, let owner, let mode):
            """
            state directory \(path): expected owner \(getuid()) and no write permission for \
            others, got owner \(owner) and mode 0\(String(mode, radix: 8))
            """
        case .notExecutable(let path):
            """
            state directory \(path): expected a file system that allows execution, got one mounted \
            noexec; name another with --state-directory
            """
        }
    }
}
