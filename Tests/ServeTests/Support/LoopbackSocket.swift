import Glibc

enum LoopbackSocket {
    /// Closed in children: what the test holds, no server may hold.
    static let streamKind = Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue)

    /// A TCP connection to a port of 127.0.0.1.
    /// - Parameter bufferBytes: how much the kernel may keep for this end, in each direction; by
    ///   itself it keeps megabytes.
    static func connect(port: Int, bufferBytes: Int32? = nil) throws -> Int32 {
        let descriptor = socket(AF_INET, streamKind, 0)
        guard descriptor >= 0 else { throw TestFailure.system("socket", errno) }
        if var bufferBytes {
            // Before connecting: the window is agreed on then.
            setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &bufferBytes, 4)
            setsockopt(descriptor, SOL_SOCKET, SO_SNDBUF, &bufferBytes, 4)
        }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                Glibc.connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let code = errno
            close(descriptor)
            throw TestFailure.system("connect to 127.0.0.1:\(port)", code)
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
        return descriptor
    }
    /// Sends until the server's side has taken nothing for a second.
    /// - Returns: how many bytes it did not take.
    static func sendUntilFull(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
        var rest = bytes
        while !rest.isEmpty {
            guard Patience(seconds: 1).wait(for: descriptor, toWrite: true) else { break }
            let count = sendNow(descriptor, rest)
            guard count > 0 else { break }
            rest = rest.dropFirst(count)
        }
        return rest.count
    }

    /// Sends what the socket takes at once.
    static func sendNow(_ descriptor: Int32, _ bytes: ArraySlice<UInt8>) -> Int {
        bytes.withUnsafeBytes {
            send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL | MSG_DONTWAIT))
        }
    }
}
