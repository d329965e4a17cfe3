// The straight way out of a plain connection: `send` on its socket, from the event loop that owns
// it. NIO's own way costs a seventh of a small request's CPU time in bookkeeping for writes that
// have to wait, and nearly none has to. What the socket does not take at once goes NIO's way, and
// so does all that follows until NIO has sent it: the order of bytes is kept.

import Glibc
import NIOCore

/// Writes to the socket of one connection. Lives on the connection's event loop.
///
/// The descriptor is NIO's, which closes it before it says `channelInactive`. No number is used
/// after its close: between the two, NIO calls only the promises of writes, and those write
/// nothing.
struct SocketOutput {
    private let descriptor: CInt?
    /// Writes that NIO has not finished.
    private var waitingCount = 0
    /// Bytes that NIO was given so far.
    private(set) var givenByteCount = 0

    var isWaiting: Bool { waitingCount > 0 }

    /// - Parameter channel: an active channel; if it has no socket of its own, every write is
    ///   refused.
    init(_ channel: any Channel) {
        let operations = channel.pipeline.syncOperations
        descriptor = try? operations.withUnsafeTransportIfAvailable(
            of: NIOBSDSocket.Handle.self
        ) { $0 }
    }

    /// Writes as much as the socket takes now. What is left, after an error all of it, is for NIO,
    /// which meets the error again and ends the connection by its own rules.
    /// - Returns: whether nothing is left.
    func write(_ bytes: inout ByteBuffer) -> Bool {
        guard let descriptor, waitingCount == 0 else { return false }
        let written = bytes.withUnsafeReadableBytes { bytes in
            send(descriptor, bytes.baseAddress, bytes.count, CInt(MSG_NOSIGNAL))
        }
        if written > 0 { bytes.moveReaderIndex(forwardBy: written) }
        return bytes.readableBytes == 0
    }

    /// NIO was given a write.
    mutating func beginWaiting(byteCount: Int) {
        waitingCount += 1
        givenByteCount += byteCount
    }

    /// NIO has finished a write.
    mutating func endWaiting() {
        waitingCount -= 1
    }
}
