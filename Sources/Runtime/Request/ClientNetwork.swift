import Glibc

/// Whose connections are counted together: those of one IPv4 address, or of one IPv6 /64.
///
/// A /64 is the smallest network that a provider gives to a customer (RFC 6177, RFC 7421), and
/// each host in it can use any of its 2^64 addresses: a count of single addresses would limit
/// nobody. An IPv4 address in its IPv6 form (`::ffff:192.0.2.1`, as a socket that listens on both
/// sees it) is the same client as without.
struct ClientNetwork: Hashable, Sendable {
    /// The address or the network's prefix, in host order.
    private let bits: UInt64
    private let isIPv6: Bool

    /// - Parameter address: a socket's address of any family, of its family's size.
    /// - Returns: `nil` for an address of no network.
    init?(_ address: UnsafePointer<sockaddr>) {
        let bytes = UnsafeRawPointer(address)
        switch Int32(address.pointee.sa_family) {
        case AF_INET: self.init(bytes.loadUnaligned(as: sockaddr_in.self).sin_addr)
        case AF_INET6: self.init(bytes.loadUnaligned(as: sockaddr_in6.self).sin6_addr)
        default: return nil
        }
    }

    init(_ address: in_addr) {
        bits = UInt64(UInt32(bigEndian: address.s_addr))
        isIPv6 = false
    }

    init(_ address: in6_addr) {
        let (high, low) = withUnsafeBytes(of: address) { bytes in
            (
                UInt64(bigEndian: bytes.loadUnaligned(as: UInt64.self)),
                UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: 8, as: UInt64.self))
            )
        }
        isIPv6 = high != 0 || low >> 32 != 0xffff
        bits = isIPv6 ? high : low & 0xffff_ffff
    }
}

extension ClientNetwork: CustomStringConvertible {
    /// `192.0.2.1`, or `2001:db8:0:1::/64`.
    var description: String {
        guard isIPv6 else {
            return [24, 16, 8, 0].map { "\(bits >> $0 & 0xff)" }.joined(separator: ".")
        }
        let groups = [48, 32, 16, 0].map { String(bits >> $0 & 0xffff, radix: 16) }
        return groups.joined(separator: ":") + "::/64"
    }
}
