import Glibc
import Testing

@testable import Runtime

/// The end of a supervisor: a datagram socket, and what comes on it.
final class NotifyReader {
    /// As `NOTIFY_SOCKET` has it.
    let path: String
    private let descriptor: Int32

    /// - Parameter path: in the abstract namespace where it begins with `@`.
    init(path: String) throws {
        self.path = path
        descriptor = socket(AF_UNIX, CInt(SOCK_DGRAM.rawValue) | CInt(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        let isAbstract = path.hasPrefix("@")
        withUnsafeMutableBytes(of: &address.sun_path) { room in
            room.copyBytes(from: path.utf8)
            if isAbstract { room[0] = 0 }
        }
        let size = MemoryLayout<sa_family_t>.size + path.utf8.count + (isAbstract ? 0 : 1)
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(size))
            }
        }
        try #require(status == 0)
    }

    deinit {
        close(descriptor)
    }

    /// The next message; `nil` where none comes in ten seconds.
    func next() -> String? {
        var ready = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
        guard poll(&ready, 1, 10_000) == 1 else { return nil }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        return count >= 0 ? String(decoding: bytes.prefix(count), as: UTF8.self) : nil
    }
}
