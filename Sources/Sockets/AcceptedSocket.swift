import Synchronization

/// A connection on its way from the thread that accepted it to the one that will own it; closed
/// if it never arrives.
public final class AcceptedSocket: Sendable {
    public let peer: SocketAddress
    private let descriptor: Atomic<CInt>

    private static let claimed: CInt = -1

    public init(_ socket: consuming Socket, peer: SocketAddress) {
        self.peer = peer
        descriptor = Atomic(socket.release())
    }

    deinit {
        _ = claim()
    }

    /// The socket, for the first who asks.
    public func claim() -> Socket? {
        let descriptor = descriptor.exchange(Self.claimed, ordering: .relaxed)
        return descriptor == Self.claimed ? nil : Socket(owning: descriptor)
    }
}
