// What a client may keep waiting, and for how long. The loop asks every connection once a second.

import Configuration
import HTTP1
import NIOCore

extension Connection {
    func wait(for kind: ClientWait.Kind) {
        wait = ClientWait(for: kind, at: loop.seconds)
    }

    func checkDeadline(_ now: UInt32) {
        guard let context else { return }
        let unsent = unsentByteCount(context)
        let isStalled = stalledOutput.isOver(
            at: now, unsentByteCount: unsent,
            takenByteCount: (socket?.givenByteCount ?? 0) - unsent,
            timeoutSeconds: loop.limits.writeTimeoutSeconds)
        if isStalled { return context.close(promise: nil) }
        // While it takes its responses it owes nothing.
        if unsent > 0 { return wait.restart(at: now) }
        if wait.isOver(at: now, loop.limits) { endWait(context) }
    }

    private func endWait(_ context: ChannelHandlerContext) {
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

    /// What waits in NIO for the socket to take it.
    private func unsentByteCount(_ context: ChannelHandlerContext) -> Int {
        guard socket?.isWaiting == true else { return 0 }
        return (try? context.channel.syncOptions?.getOption(.bufferedWritableBytes)) ?? 0
    }

    /// New limits hold from the next request on; between two, that is now.
    func adoptLimits() {
        guard case .head = phase, buffer.readableBytes == 0 else { return }
        parser.reset(limits: loop.headLimits)
    }
}
