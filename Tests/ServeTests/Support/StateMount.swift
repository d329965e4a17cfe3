import Foundation

/// A file system in memory as a server's state directory, mounted in a namespace of its own: no
/// other process sees it, and it goes with the server, however that ends.
struct StateMount {
    /// As for `mount -o`: `size=256k`, `noexec`.
    let options: String

    /// Whether mounting is permitted here: it takes root, and a kernel that lets root.
    static let isPermitted: Bool = {
        let probe = ["--mount", "/bin/mount", "-t", "tmpfs", "none", "/mnt"]
        return (try? CommandResult("/usr/bin/unshare", probe))?.code == 0
    }()

    /// The words before a command that is to have the mount; it is the process that they start.
    func launcher(in directory: TestDirectory) throws -> [String] {
        let state = directory.file("state")
        if mkdir(state, 0o700) != 0 && errno != EEXIST {
            throw TestFailure.system("mkdir \(state)", errno)
        }
        let script = #"mount -t tmpfs -o "$1" none "$0" && shift && exec "$@""#
        return [
            "/usr/bin/unshare", "--mount", "/bin/sh", "-c", script, state, "mode=0700,\(options)",
        ]
    }

    /// A file of the mount, as it is reached from outside.
    static func file(_ name: String, of server: ServerProcess) -> String {
        "/proc/\(server.process.pid)/root\(server.directory.file("state"))/\(name)"
    }

    /// Changes the options of a running server's mount.
    static func remount(_ server: ServerProcess, _ options: String) throws {
        let result = try CommandResult(
            "/usr/bin/nsenter",
            [
                "--target", "\(server.process.pid)", "--mount", "/bin/mount", "-o",
                "remount,\(options)", server.directory.file("state"),
            ])
        guard result.code == 0 else { throw TestFailure("remount: \(result.errors)") }
    }
}
