import Glibc

/// A listening socket that the process was started with. A value: whoever takes it up owns the
/// descriptor from then on.
public struct InheritedSocket: Equatable, Sendable {
    public let descriptor: CInt
    /// Of the Unix domain, and not of IPv4 or IPv6.
    public let isUnix: Bool
    /// Where it listens: `192.0.2.1:80`, `[::]:80`, or a path.
    public let address: String

    /// Makes the descriptor non-blocking and closed on exec.
    /// - Throws: where it is no listening stream socket of IPv4, IPv6 or the Unix domain.
    public init(descriptor: CInt) throws(InheritedSocketError) {
        guard let type = Self.option(descriptor, SO_TYPE) else { throw .notASocket }
        guard type == CInt(SOCK_STREAM.rawValue) else { throw .notAStream }
        guard Self.option(descriptor, SO_ACCEPTCONN) == 1 else { throw .notListening }
        switch Self.option(descriptor, SO_DOMAIN) {
        case AF_INET, AF_INET6: isUnix = false
        case AF_UNIX: isUnix = true
        default: throw .unknownFamily
        }
        self.descriptor = descriptor
        address =
            isUnix ? Self.path(descriptor) : ListeningSocket.localAddress(descriptor).description
        _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC)
        _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }

    private static func option(_ descriptor: CInt, _ name: CInt) -> CInt? {
        var value: CInt = 0
        var size = socklen_t(MemoryLayout<CInt>.size)
        return getsockopt(descriptor, SOL_SOCKET, name, &value, &size) == 0 ? value : nil
    }

    /// The path of a Unix socket; that of one in the abstract namespace begins with `@`.
    private static func path(_ descriptor: CInt) -> String {
        var address = sockaddr_un()
        var size = socklen_t(MemoryLayout<sockaddr_un>.size)
        withUnsafeMutablePointer(to: &address) {
            $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
                _ = getsockname(descriptor, $0, &size)
            }
        }
        let start = MemoryLayout<sa_family_t>.size
        var bytes = withUnsafeBytes(of: &address.sun_path) { $0.prefix(Int(size) - start) + [] }
        if bytes.first == 0, bytes.count > 1 { bytes[0] = UInt8(ascii: "@") }
        return String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
    }
}

/// Why a descriptor that the process was started with cannot be listened on.
public enum InheritedSocketError: Error, Equatable, CustomStringConvertible {
    case notASocket, notAStream, notListening, unknownFamily

    public var description: String {
        switch self {
        case .notASocket: "expected a listening socket, got no socket"
        case .notAStream: "expected a stream socket, got one of another type"
        case .notListening: "expected a listening socket, got one that does not listen"
        case .unknownFamily: "expected a socket of IPv4, IPv6 or the Unix domain, got another"
        }
    }
}
