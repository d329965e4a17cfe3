import Glibc

/// A connected, non-blocking stream socket; closed with its owner. For the one thread that has it.
public struct Socket: ~Copyable {
    public let descriptor: CInt

    /// - Parameter descriptor: non-blocking; owned from here on.
    public init(owning descriptor: CInt) {
        self.descriptor = descriptor
    }

    deinit {
        close(descriptor)
    }

    /// What one read brought.
    public enum Received: Sendable {
        case bytes(Int)
        /// Nothing is there yet.
        case nothing
        /// The other side sends no more.
        case end
        /// The connection is gone: reset, or timed out.
        case failed
    }

    /// Reads once, into the room that `queue` has behind its bytes; there must be some.
    public func receive(into queue: inout ByteQueue) -> Received {
        let count = queue.fill { room in recv(descriptor, room.baseAddress, room.count, 0) }
        if count > 0 { return .bytes(count) }
        if count == 0 { return .end }
        return Self.isTemporary(errno) ? .nothing : .failed
    }

    /// Sends as much of `queue` as the kernel takes now, and removes it from there.
    /// - Returns: `false` if the connection is gone.
    public func send(_ queue: inout ByteQueue) -> Bool {
        let count = queue.withUnsafeBytes { bytes in
            Glibc.send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
        }
        guard count >= 0 else { return Self.isTemporary(errno) }
        queue.removeFirst(count)
        return true
    }

    /// Tells the other side that nothing more comes.
    public func endOutput() {
        shutdown(descriptor, CInt(SHUT_WR))
    }

    /// Closes at once, so that the other side can tell it from an end in order: what is not sent
    /// yet is dropped, and of what it sent nothing more is taken (`socket(7)`, SO_LINGER).
    public consuming func reset() {
        var lingering = linger(l_onoff: 1, l_linger: 0)
        setsockopt(
            descriptor, SOL_SOCKET, SO_LINGER, &lingering, socklen_t(MemoryLayout<linger>.size))
    }

    /// Sends small pieces at once (`tcp(7)`, TCP_NODELAY).
    public func disableDelay() {
        setOption(CInt(IPPROTO_TCP), TCP_NODELAY)
    }

    /// Gives the descriptor up: the caller closes it.
    public consuming func release() -> CInt {
        let descriptor = descriptor
        discard self
        return descriptor
    }

    /// Switches an option on (`setsockopt(2)`).
    func setOption(_ level: CInt, _ name: CInt) {
        var isOn: CInt = 1
        setsockopt(descriptor, level, name, &isOn, socklen_t(MemoryLayout<CInt>.size))
    }

    /// A call that was interrupted is made again when the socket is reported as ready again.
    private static func isTemporary(_ code: CInt) -> Bool {
        code == EAGAIN || code == EINTR
    }
}
