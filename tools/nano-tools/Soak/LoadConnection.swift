import Glibc
import SystemPackage

/// One keep-alive connection of a load, with one request under way at a time.
/// Used by one thread.
final class LoadConnection {
    /// What one look at the socket came to.
    enum Turn {
        /// The response is not whole yet.
        case waiting
        case answered(status: Int, keepsAlive: Bool)
        /// The connection has ended, or says what is no response.
        case ended
    }

    let descriptor: Int32
    private(set) var startNanoseconds: UInt64 = 0
    private var received: [UInt8] = []

    /// Connects to a port of 127.0.0.1.
    init(port: Int) throws(Errno) {
        descriptor = socket(
            AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
        guard descriptor >= 0 else { throw Errno(rawValue: errno) }
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = in_port_t(port).bigEndian
        address.sin_addr.s_addr = in_addr_t(0x7f00_0001).bigEndian
        let status = withUnsafePointer(to: &address) { pointer in
            pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
            }
        }
        guard status == 0 else {
            let code = errno
            close(descriptor)
            throw Errno(rawValue: code)
        }
        var on: Int32 = 1
        setsockopt(descriptor, Int32(IPPROTO_TCP), TCP_NODELAY, &on, 4)
    }

    deinit { close(descriptor) }

    /// Sends a request. It is small: the socket takes it whole, and where it does not, the
    /// connection has ended, which the next turn sees.
    func send(_ request: [UInt8]) {
        startNanoseconds = Deadline.nowNanoseconds
        _ = Glibc.send(descriptor, request, request.count, Int32(MSG_NOSIGNAL))
    }

    /// Reads what is there.
    func turn(isHead: Bool) -> Turn {
        withUnsafeTemporaryAllocation(byteCount: 64 << 10, alignment: 1) { room in
            let count = recv(descriptor, room.baseAddress, room.count, Int32(MSG_DONTWAIT))
            guard count > 0 else { return count < 0 && errno == EAGAIN ? .waiting : .ended }
            received += room[..<count]
            guard let head = ResponseHeadBytes(received) else { return .waiting }
            guard let status = head.status else { return .ended }
            let bodyBytes = isHead || status == 204 || status == 304 ? 0 : head.contentLength
            let whole = head.byteCount + bodyBytes
            guard received.count >= whole else { return .waiting }
            // More than one response to one request: nothing can be made of what follows.
            guard received.count == whole else { return .ended }
            received.removeAll(keepingCapacity: true)
            return .answered(status: status, keepsAlive: !head.closes)
        }
    }
}
