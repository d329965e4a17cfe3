import Glibc
import LinuxShims

/// An IP address and a port.
public struct SocketAddress: Hashable, Sendable {
    /// The 16 bytes of an IPv6 address in two halves; an IPv4 address is mapped into it
    /// (RFC 4291 §2.5.5.2).
    public let ip: IP
    public let port: Int

    public struct IP: Hashable, Sendable {
        /// In host order, as is `low`.
        public let high: UInt64
        public let low: UInt64

        public init(high: UInt64, low: UInt64) {
            self.high = high
            self.low = low
        }

        public var isV4: Bool { high == 0 && low >> 32 == 0xffff }
    }

    public init(ip: IP, port: Int) {
        self.ip = ip
        self.port = port
    }

    /// - Parameter storage: of another family, it is the address of nothing, `[::]:0`.
    init(_ storage: sockaddr_storage) {
        let family = CInt(storage.ss_family)
        var storage = storage
        (ip, port) = withUnsafeBytes(of: &storage) { bytes in
            switch family {
            case AF_INET:
                let address = bytes.loadUnaligned(as: sockaddr_in.self)
                let ip = IP(
                    high: 0, low: 0xffff << 32 | UInt64(UInt32(bigEndian: address.sin_addr.s_addr)))
                return (ip, Int(UInt16(bigEndian: address.sin_port)))
            case AF_INET6:
                // struct sockaddr_in6: family, port, flow (8 bytes), then the address.
                let high = UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
                let low = UInt64(
                    bigEndian: bytes.loadUnaligned(fromByteOffset: 16, as: UInt64.self))
                let port = bytes.loadUnaligned(fromByteOffset: 2, as: UInt16.self)
                return (IP(high: high, low: low), Int(UInt16(bigEndian: port)))
            default:
                return (IP(high: 0, low: 0), 0)
            }
        }
    }
}

extension SocketAddress: CustomStringConvertible {
    /// `192.0.2.1:4711`, `[2001:db8::1]:4711`.
    public var description: String { ip.isV4 ? "\(ip):\(port)" : "[\(ip)]:\(port)" }
}

extension SocketAddress.IP: CustomStringConvertible {
    /// `192.0.2.1`, `2001:db8::1`.
    public var description: String {
        var text = [CChar](repeating: 0, count: Int(INET6_ADDRSTRLEN))
        if isV4 {
            var address = UInt32(truncatingIfNeeded: low).bigEndian
            inet_ntop(AF_INET, &address, &text, socklen_t(text.count))
        } else {
            var address = (high.bigEndian, low.bigEndian)
            inet_ntop(AF_INET6, &address, &text, socklen_t(text.count))
        }
        return text.withUnsafeBufferPointer { String(cString: $0.baseAddress!) }
    }
}
