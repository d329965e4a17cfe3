import NIOCore

/// The client's end of a connection as plugins see it.
enum PeerAddress {
    /// `192.0.2.1:4711`, `[2001:db8::1]:4711`; empty where there is none.
    static func text(_ address: SocketAddress?) -> [UInt8] {
        guard let address, let ip = address.ipAddress, let port = address.port else { return [] }
        switch address {
        case .v6: return Array("[\(ip)]:\(port)".utf8)
        default: return Array("\(ip):\(port)".utf8)
        }
    }
}
