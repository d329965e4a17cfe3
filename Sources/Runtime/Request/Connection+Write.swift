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
        let isOpen = unsent.isEmpty ? socket?.send(&loop.output) ?? false : true
        if isOpen, !loop.output.isEmpty { keepUnsent() }
        loop.output.removeAll(keptBytesMax: Self.keptBytesMax)
        if !isOpen { close() }
    }

    private func keepUnsent() {
        if unsent.isEmpty {
            unsent = loop.output.takeFirst(loop.output.count)
        } else {
            unsent.append(loop.output)
        }
    }

    /// The socket takes more.
    func sendUnsent() {
        let count = unsent.count
        guard socket?.send(&unsent) == true else { return close() }
        lateByteCount += count - unsent.count
        pending?.deferred?.sent(unsentByteCount: unsent.count)
        guard unsent.isEmpty else { return }
        unsent = ByteQueue()
        if case .closing = phase { endOutput() }
        if let pending { attend(pending) }
        resume()
    }

    /// Ends the request, sends what is there, then ends the output; the input is read to its end
    /// for a while.
    func beginClosing() {
        if case .closing = phase { return }
        endRequest()
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
