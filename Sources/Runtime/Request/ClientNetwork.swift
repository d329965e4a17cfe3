import Sockets

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

    init(_ ip: SocketAddress.IP) {
        isIPv6 = !ip.isV4
        bits = isIPv6 ? ip.high : ip.low & 0xffff_ffff
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
