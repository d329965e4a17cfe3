import Glibc

/// What a server tells its supervisor: datagrams on a Unix socket. Used by one thread.
final class SupervisorNotices {
    /// As `NOTIFY_SOCKET` has it.
    let path: String
    private let descriptor: Int32

    init(path: String) throws {
        self.path = path
        descriptor = socket(
            AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                bind(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else { throw TestFailure.system("bind \(path)", errno) }
    }

    deinit {
        close(descriptor)
    }

    /// The lines of the next datagram.
    func next() throws -> [String] {
        guard Patience().wait(for: descriptor) else {
            throw TestFailure("expected the supervisor to be told something in time")
        }
        var bytes = [UInt8](repeating: 0, count: 4_096)
        let count = recv(descriptor, &bytes, bytes.count, 0)
        guard count >= 0 else { throw TestFailure.system("recv", errno) }
        let text = String(decoding: bytes.prefix(count), as: UTF8.self)
        return text.split(separator: "\n").map(String.init)
    }

    /// The next datagram that has this line; what comes before is dropped.
    @discardableResult func next(with line: String) throws -> [String] {
        while true {
            let lines = try next()
            if lines.contains(line) { return lines }
        }
    }
}
