// What a client may keep waiting, and for how long. The loop asks every connection once a second.

import NIOCore

extension Connection {
    func setDeadline(_ seconds: UInt32) {
        // The second that is under way does not count.
        deadline = loop.seconds + seconds + 1
    }

    func checkDeadline(_ now: UInt32) {
        guard now >= deadline, let context else { return }
        if case .calling = phase { return }
        if isSending(context) { return setDeadline(Self.pauseSeconds) }
        switch phase {
        case .calling: return
        case .closing: context.close(promise: nil)
        case .skippingBody: beginClosing(context)
        case .head, .body:
            if buffer.readableBytes > 0 { answer(.requestTimeout, .closing) }
            endLease()
            beginClosing(context)
        }
    }

    /// Whether the client still takes what it is sent. Slow is fine; one that has taken nothing
    /// since the last deadline is gone, and the connection closes.
    private func isSending(_ context: ChannelHandlerContext) -> Bool {
        let options = context.channel.syncOptions
        let unsent = (try? options?.getOption(.bufferedWritableBytes)) ?? 0
        defer { unsentByteCount = unsent == 0 ? .max : unsent }
        if unsent == 0 { return false }
        if unsent >= unsentByteCount { context.close(promise: nil) }
        return true
    }
}
