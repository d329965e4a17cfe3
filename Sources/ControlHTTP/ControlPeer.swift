/// Who is at the other end of a connection.
public enum ControlPeer: Equatable, Sendable, CustomStringConvertible {
    /// Of a Unix socket: as it was when it connected (`SO_PEERCRED`, unix(7)).
    case process(id: Int32, userID: UInt32)
    /// Of TCP: address and port.
    case address(String)

    public var description: String {
        switch self {
        case .process(let id, let userID): "uid \(userID) pid \(id)"
        case .address(let text): text
        }
    }
}

/// `struct ucred` (unix(7)), which Swift's Glibc module lacks.
struct PeerCredentials: Sendable {
    let processID: Int32
    let userID: UInt32
    let groupID: UInt32

    /// `SO_PEERCRED` (asm-generic/socket.h).
    static let option: Int32 = 17
}
