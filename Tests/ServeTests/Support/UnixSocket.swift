import Glibc

enum UnixSocket {
    /// A connection to the socket at a path (`unix(7)`).
    static func connect(path: String) throws -> Int32 {
        let descriptor = socket(AF_UNIX, LoopbackSocket.streamKind, 0)
        guard descriptor >= 0 else { throw TestFailure.system("socket", errno) }
        var address = sockaddr_un()
        address.sun_family = sa_family_t(AF_UNIX)
        withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path.utf8.prefix(107)) }
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_un>.size))
            }
        }
        guard status == 0 else {
            let code = errno
            close(descriptor)
            throw TestFailure.system("connect to \(path)", code)
        }
        return descriptor
    }
}
