import Glibc
import LinuxShims

/// A bound TCP socket that listens; closed with its last reference. Callable from every thread.
public final class ListeningSocket: Sendable {
    private static let backlog: CInt = 4_096

    public let descriptor: CInt
    /// The port it is bound to.
    public let port: Int

    /// Binds and listens; clients wait in the backlog until they are accepted.
    /// - Parameters:
    ///   - host: an IPv4 or IPv6 address or a name; of several addresses, the first that can be
    ///     bound.
    ///   - port: 0 lets the kernel choose.
    public init(host: String, port: Int) throws(ListenError) {
        descriptor = try Self.bind(host, port)
        self.port = Self.localPort(descriptor)
    }

    /// Takes over a socket that listens already, of IPv4 or IPv6.
    public init(_ inherited: InheritedSocket) {
        descriptor = inherited.descriptor
        port = Self.localPort(descriptor)
    }

    /// The address it is bound to.
    public var address: SocketAddress { Self.localAddress(descriptor) }

    deinit {
        close(descriptor)
    }

    /// What one `accept` came to.
    public enum Accepted: ~Copyable {
        case connection(Socket, SocketAddress)
        /// Nobody waits.
        case nobody
        /// There is no descriptor or no memory for it. Whoever waits still does.
        case exhausted(SystemError)
    }

    /// Takes the next client that waits, with TCP_NODELAY.
    public func accept() -> Accepted {
        while true {
            var address = sockaddr_storage()
            let accepted = linux_accept(descriptor, &address)
            if accepted >= 0 {
                let socket = Socket(owning: accepted)
                socket.disableDelay()
                return .connection(socket, SocketAddress(address))
            }
            switch errno {
            case EAGAIN: return .nobody
            // The client's connection has failed in the meantime (accept(2), "Error handling").
            case EINTR, ECONNABORTED, EPROTO, ENETDOWN, EHOSTDOWN, EHOSTUNREACH, ENETUNREACH,
                ENONET, ENOPROTOOPT, EOPNOTSUPP, EPERM:
                continue
            default: return .exhausted(SystemError("accept4"))
            }
        }
    }

    static func localPort(_ descriptor: CInt) -> Int {
        localAddress(descriptor).port
    }

    static func localAddress(_ descriptor: CInt) -> SocketAddress {
        var storage = sockaddr_storage()
        var size = socklen_t(MemoryLayout<sockaddr_storage>.size)
        withUnsafeMutablePointer(to: &storage) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
        }
        return SocketAddress(storage)
    }
}

extension ListeningSocket {
    private static func bind(_ host: String, _ port: Int) throws(ListenError) -> CInt {
        var hints = addrinfo()
        hints.ai_flags = AI_PASSIVE | AI_NUMERICSERV
        hints.ai_family = AF_UNSPEC
        hints.ai_socktype = CInt(SOCK_STREAM.rawValue)
        var first: UnsafeMutablePointer<addrinfo>?
        guard getaddrinfo(host, String(port), &hints, &first) == 0 else { throw .unknownHost }
        defer { freeaddrinfo(first) }
        var failure = ListenError.unknownHost
        var next = first
        while let address = next?.pointee {
            do throws(SystemError) {
                return try bind(address)
            } catch {
                failure = .system(error)
            }
            next = address.ai_next
        }
        throw failure
    }

    private static func bind(_ address: addrinfo) throws(SystemError) -> CInt {
        let descriptor = linux_stream_socket(address.ai_family)
        guard descriptor >= 0 else { throw SystemError("socket") }
        let socket = Socket(owning: descriptor)
        // A restart need not wait for the connections of the process before (socket(7)).
        socket.setOption(SOL_SOCKET, SO_REUSEADDR)
        guard Glibc.bind(descriptor, address.ai_addr, address.ai_addrlen) == 0 else {
            throw SystemError("bind")
        }
        guard listen(descriptor, backlog) == 0 else { throw SystemError("listen") }
        return socket.release()
    }
}
