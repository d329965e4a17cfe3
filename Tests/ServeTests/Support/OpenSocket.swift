import Glibc

/// A listening socket of the test's own, as a supervisor opens them.
final class OpenSocket {
    let descriptor: Int32
    /// The TCP port.
    private(set) var port = 0

    /// On a port of 127.0.0.1 that the kernel chooses.
    init() throws {
        descriptor = try Self.make(AF_INET)
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        try listen(&address, MemoryLayout<sockaddr_in>.size)
        var size = socklen_t(MemoryLayout<sockaddr_in>.size)
        withUnsafeMutablePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
        }
        port = Int(UInt16(bigEndian: address.sin_port))
    }

    /// At a path.
    init(path: String) throws {
        descriptor = try Self.make(AF_UNIX)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        try listen(&address, MemoryLayout<sockaddr_un>.size)
    }

    deinit {
        close(descriptor)
    }

    /// Out of the way of the numbers that a server has its own under.
    private static func make(_ family: Int32) throws -> Int32 {
        let made = socket(family, LoopbackSocket.streamKind, 0)
        defer { close(made) }
        let descriptor = fcntl(made, F_DUPFD_CLOEXEC, 32)
        guard descriptor >= 0 else { throw TestFailure.system("socket", errno) }
        return descriptor
    }

    private func listen<Address>(_ address: inout Address, _ size: Int) throws {
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(size))
            }
        }
        guard status == 0, Glibc.listen(descriptor, 64) == 0 else {
            throw TestFailure.system("bind", errno)
        }
    }
}
