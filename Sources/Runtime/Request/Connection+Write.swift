// The last step: write. The answers of a batch go to the socket in one piece; what it does not take
// is kept until it takes more, and until then nothing more is answered. Closing ends the output
// first and reads the input to its end for a while, so that the client gets to read its answer
// (RFC 9112 §9.6).

import Sockets

extension Connection {
    /// The largest output buffer that a loop keeps for the next batch.
    private static let keptBytesMax = 1 << 20

    /// Gives the loop's output to the socket, behind what it has not taken yet.
    func flush() {
        guard !loop.output.isEmpty else { return }
        if unsent.isEmpty {
            send(&loop.output)
            if !loop.output.isEmpty { unsent = loop.output.takeFirst(loop.output.count) }
        } else {
            unsent.append(loop.output)
        }
        loop.output.removeAll(keptBytesMax: Self.keptBytesMax)
    }

    /// The socket takes more.
    func sendUnsent() {
        let count = unsent.count
        send(&unsent)
        lateByteCount += count - unsent.count
        guard unsent.isEmpty else { return }
        unsent = ByteQueue()
        if case .closing = phase { endOutput() }
        resume()
    }

    /// Closes the connection where it has failed: what is left is for nobody.
    private func send(_ bytes: inout ByteQueue) {
        if socket?.send(&bytes) == true { return }
        bytes.removeAll()
        close()
    }

    /// Sends what is there, then ends the output; the input is read to its end for a while.
    func beginClosing() {
        if case .closing = phase { return }
        phase = .closing
        wait(for: .end)
        flush()
        if unsent.isEmpty { endOutput() }
        updateInterest()
    }

    private func endOutput() {
        isOutputEnded = true
        wait(for: .end)
        if isInputEnded { close() } else { socket?.endOutput() }
    }
}
