// The file of a Unix socket. It has its mode from the moment it is there: Linux gives it that of
// the descriptor (unix_bind in the kernel's net/unix/af_unix.c), whatever the process's umask adds
// to what is forbidden. What a killed process left behind is told from a living one's by connecting
// to it. Processes that start at the same time take turns by a lock on the directory.

import Glibc

/// A Unix socket that listens, and its file.
struct UnixSocketFile: Sendable {
    let descriptor: Int32
    private let path: String
    private let device: UInt
    private let inode: UInt

    /// Binds and listens.
    init(path: String) throws(ControlListenError) {
        self.path = path
        var address = try Self.address(path)
        (descriptor, device, inode) = try Self.withDirectoryLocked(path) {
            () throws(ControlListenError) in
            try Self.removeAbandoned(path, &address)
            return try Self.bind(path, &address)
        }
    }

    /// Removes the file, unless it is another one by now.
    func remove() {
        try? Self.withDirectoryLocked(path) { () throws(ControlListenError) in
            var status = stat()
            guard lstat(path, &status) == 0, status.st_dev == device, status.st_ino == inode else {
                return
            }
            unlink(path)
        }
    }

    private static func address(_ path: String) throws(ControlListenError) -> sockaddr_un {
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let countMax = MemoryLayout.size(ofValue: address.sun_path) - 1
        guard path.utf8.count <= countMax else {
            throw refusal(
                path, "expected a path of at most \(countMax) bytes, got \(path.utf8.count)")
        }
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8) }
        return address
    }

    private static func withDirectoryLocked<Result>(
        _ path: String, _ body: () throws(ControlListenError) -> Result
    ) throws(ControlListenError) -> Result {
        let directory = path.lastIndex(of: "/").map { String(path[...$0]) } ?? "."
        let lock = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
        guard lock >= 0, flock(lock, LOCK_EX) == 0 else {
            let reason = reason(directory)
            if lock >= 0 { close(lock) }
            throw refusal(path, reason)
        }
        defer { close(lock) }
        return try body()
    }

    private static func removeAbandoned(
        _ path: String, _ address: inout sockaddr_un
    ) throws(ControlListenError) {
        var status = stat()
        guard lstat(path, &status) == 0 else { return }
        guard status.st_mode & S_IFMT == S_IFSOCK else {
            throw refusal(path, "expected a socket or nothing, got another kind of file")
        }
        let probe = try socket(path)
        defer { close(probe) }
        let failure = withPointer(to: &address) { connect(probe, $0, $1) } == 0 ? 0 : errno
        switch failure {
        case ECONNREFUSED: unlink(path)
        case 0, EAGAIN: throw ControlListenError(.unix(path: path), .inUse)
        default: throw refusal(path, "connect: \(String(cString: strerror(failure)))")
        }
    }

    private static func bind(
        _ path: String, _ address: inout sockaddr_un
    ) throws(ControlListenError) -> (Int32, UInt, UInt) {
        let descriptor = try socket(path)
        var status = stat()
        guard fchmod(descriptor, 0o600) == 0,
            withPointer(to: &address, { Glibc.bind(descriptor, $0, $1) }) == 0,
            lstat(path, &status) == 0, listen(descriptor, 64) == 0
        else {
            let reason = reason("bind")
            close(descriptor)
            throw refusal(path, reason)
        }
        return (descriptor, status.st_dev, status.st_ino)
    }

    private static func socket(_ path: String) throws(ControlListenError) -> Int32 {
        let kind = Int32(SOCK_STREAM.rawValue | SOCK_CLOEXEC.rawValue | SOCK_NONBLOCK.rawValue)
        let descriptor = Glibc.socket(AF_UNIX, kind, 0)
        guard descriptor >= 0 else { throw refusal(path, reason("socket")) }
        return descriptor
    }

    private static func withPointer(
        to address: inout sockaddr_un, _ call: (UnsafePointer<sockaddr>, socklen_t) -> Int32
    ) -> Int32 {
        withUnsafePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                call($0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
    }

    private static func reason(_ call: String) -> String {
        "\(call): \(String(cString: strerror(errno)))"
    }

    private static func refusal(_ path: String, _ reason: String) -> ControlListenError {
        ControlListenError(.unix(path: path), .refused(reason))
    }
}
