// Where the bytes of a connection are. Between requests it has none and owns no memory: all
// connections of a loop read into the loop's buffer, and a request that is whole in it is answered
// from there. Only what is left over is copied into memory of the connection's own.

import Sockets

extension Connection {
    /// The most that is read at once.
    private static let inputBytesMax = 64 << 10
    /// What is left over and larger stays where it is, and grows there.
    private static let borrowedBytesMax = inputBytesMax / 2

    /// Makes room for a read, if possible in the loop's buffer.
    /// - Returns: whether it is the loop's, to be given back by `returnInput`.
    func borrowInput() -> Bool {
        if buffer.count > Self.borrowedBytesMax {
            buffer.reserve(Self.inputBytesMax)
            return false
        }
        loop.input.reserve(Self.inputBytesMax)
        if !buffer.isEmpty {
            loop.input.append(buffer)
            buffer = ByteQueue()
        }
        swap(&buffer, &loop.input)
        return true
    }

    /// Gives the loop's buffer back, and keeps what is left over.
    func returnInput() {
        var rest = ByteQueue()
        if !buffer.isEmpty { rest = buffer.takeFirst(buffer.count) }
        swap(&buffer, &rest)
        loop.input = rest
    }

    /// A large body must not leave its memory behind.
    func releaseBuffer() {
        if buffer.isEmpty { buffer = ByteQueue() }
    }
}
