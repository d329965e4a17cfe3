// What a client may keep waiting, and for how long. The loop asks every connection once a second.

import Sockets

extension Connection {
    func setDeadline(_ seconds: UInt32) {
        // The second that is under way does not count.
        deadline = loop.seconds + seconds + 1
    }

    func checkDeadline(_ now: UInt32) {
        guard now >= deadline else { return }
        if case .calling = phase { return }
        if isSending() { return setDeadline(Self.pauseSeconds) }
        switch phase {
        case .calling: return
        case .closing: close()
        case .skippingBody: beginClosing()
        case .head, .body:
            if !buffer.isEmpty { answer(.requestTimeout, .closing) }
            endLease()
            beginClosing()
        }
    }

    /// Whether the client still takes what it is sent. Slow is fine; one that has taken nothing
    /// since the last deadline is gone, and the connection closes.
    private func isSending() -> Bool {
        guard !unsent.isEmpty else { return false }
        if unsent.count >= unsentByteCount { close() }
        unsentByteCount = unsent.count
        return true
    }
}
