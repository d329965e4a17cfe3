// What a client may keep waiting, and for how long. The loop asks every connection once a second.

import Configuration
import HTTP1
import Sockets

extension Connection {
    func wait(for kind: ClientWait.Kind) {
        wait = ClientWait(for: kind, at: loop.seconds)
    }

    func checkDeadline(_ now: UInt32) {
        let isStalled = stalledOutput.isOver(
            at: now, unsentByteCount: unsent.count, takenByteCount: lateByteCount,
            timeoutSeconds: loop.limits.writeTimeoutSeconds)
        if isStalled { return close() }
        // While it takes its responses it owes nothing.
        if !unsent.isEmpty { return wait.restart(at: now) }
        if let pending, stream != nil, pending.deferred?.waitsForClient != true {
            return wait.restart(at: now)
        }
        if wait.isOver(at: now, loop.limits) { endWait() }
    }

    private func endWait() {
        switch phase {
        case .calling: if let pending, stream != nil { endStream(pending, .requestTimeout) }
        case .closing: close()
        case .skippingBody: beginClosing()
        case .head, .body:
            if !buffer.isEmpty { answer(.requestTimeout, .closing) }
            beginClosing()
        }
    }

    /// New limits hold from the next request on; between two, that is now.
    func adoptLimits() {
        guard case .head = phase, buffer.isEmpty else { return }
        parser.reset(limits: loop.headLimits)
    }
}
