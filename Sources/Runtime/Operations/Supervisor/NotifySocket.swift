import Glibc
import LinuxShims

/// The datagram socket on which a supervisor wants to hear of this process (sd_notify(3)). For one
/// thread.
struct NotifySocket: ~Copyable {
    private let descriptor: CInt

    /// - Parameter path: `NOTIFY_SOCKET`: a path, or a name in the abstract namespace behind an `@`
    ///   (unix(7)).
    /// - Throws: where nobody can be told anything there.
    init(path: String) throws(NotifyError) {
        descriptor = try Self.connected(to: path)
    }

    deinit {
        close(descriptor)
    }

    /// Sends one message; waits while the supervisor is behind with reading.
    func send(_ text: String) throws(NotifyError) {
        let bytes = Array(text.utf8)
        while Glibc.send(descriptor, bytes, bytes.count, CInt(MSG_NOSIGNAL)) < 0 {
            guard errno == EINTR else { throw NotifyError(call: "send") }
        }
    }
}

extension NotifySocket {
    private static func connected(to path: String) throws(NotifyError) -> CInt {
        var (address, size) = try address(of: path)
        let descriptor = linux_datagram_socket()
        guard descriptor >= 0 else { throw NotifyError(call: "socket") }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, size)
            }
        }
        guard status == 0 else {
            let error = NotifyError(call: "connect to \(path)")
            close(descriptor)
            throw error
        }
        return descriptor
    }

    private static func address(of path: String) throws(NotifyError) -> (sockaddr_un, socklen_t) {
        var address = sockaddr_un()
        let bytes = Array(path.utf8)
        let isAbstract = bytes.first == UInt8(ascii: "@")
        let isAddress = isAbstract || bytes.first == UInt8(ascii: "/")
        // Behind a path comes a NUL.
        guard isAddress, bytes.count > 1, bytes.count < MemoryLayout.size(ofValue: address.sun_path)
        else { throw NotifyError(reason: "expected a path or @ and a name, got \"\(path)\"") }
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: bytes)
            if isAbstract { room[0] = 0 }
        }
        let size = MemoryLayout<sa_family_t>.size + bytes.count + (isAbstract ? 0 : 1)
        return (address, socklen_t(size))
    }
}

/// Why a supervisor cannot be told.
struct NotifyError: Error, Equatable, CustomStringConvertible {
    let description: String

    init(reason: String) {
        description = "NOTIFY_SOCKET: \(reason)"
    }

    /// The call that has just failed, with its `errno(3)`.
    init(call: String) {
        self.init(reason: "\(call): \(String(cString: strerror(errno)))")
    }
}
