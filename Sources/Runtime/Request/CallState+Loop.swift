// What the event loop does to a call: it takes what is to be sent, and tells what becomes of the
// client, of the time and of the app.

import PluginHosting
import Sockets

extension CallState {
    /// What the event loop has to do for the client.
    struct Taken: Sendable {
        /// A response has begun, of this status.
        var status: Int?
        /// The end of the connection is its end.
        var isUntilClose = false
        var ending: Ending?
        var keepsAlive = false
        /// Why an answer was refused.
        var fault: ResponseFault?
    }

    /// The event loop looks: it is to be asked again for what comes from now on.
    mutating func heard() {
        isLoopAsked = false
    }

    /// Takes what is to be sent, behind what is in `output`.
    mutating func take(_ output: inout ByteQueue) -> Taken {
        var taken = Taken()
        taken.fault = fault.take()
        // An answer counts only when `handle` has returned what goes with it.
        if isGone || (isHandling && isEnded) { return taken }
        if status != 0, !isStatusTaken {
            isStatusTaken = true
            taken.status = status
            taken.isUntilClose = isUntilClose
        }
        if output.isEmpty { swap(&output, &self.output) } else { output.append(self.output) }
        self.output.removeAll(keptBytesMax: Self.bytesMax)
        taken.ending = ending
        taken.keepsAlive = keepsAlive
        return taken
    }

    var isEnded: Bool {
        if case .ended = phase { true } else { false }
    }

    /// The client has taken what was given to it, but for this many bytes.
    mutating func sent(unsentByteCount: Int) {
        self.unsentByteCount = unsentByteCount
        guard isWritableDue, pendingByteCount <= Self.lowBytesMax else { return }
        isWritableDue = false
        add(.writable)
    }

    /// Nobody waits for the answer any more.
    /// - Parameter isGone: whether there is nobody to be answered at all.
    mutating func cancel(_ reason: CancelReason, isGone: Bool) {
        if isGone, !self.isGone {
            self.isGone = true
            output.removeAll(keptBytesMax: 0)
            unsentByteCount = 0
            incoming.removeAll()
        }
        guard !isEnded, cancelReason == nil else { return }
        cancelReason = reason
        add(.cancelled)
    }

    /// The drain's deadline has passed.
    mutating func cut() {
        cancel(.drain, isGone: true)
        isCut = true
        // No callback begins before `handle` has returned, and the drain does not wait for that.
        if isHandling { due.removeAll() }
    }

    /// The drain has begun.
    mutating func drain() {
        guard !isEnded, !isDrainTold, !isCut else { return }
        isDrainTold = true
        add(.draining)
    }

    /// What the end of the time for a response came to.
    enum TimeOut {
        /// A response has begun, or nobody waits for one.
        case none
        case over
        /// The plugin has waited for its client meanwhile.
        case later(milliseconds: Int)
    }

    /// The time was over when it was last looked at, unless a response has begun.
    mutating func timeOut(at now: Int, timeoutMilliseconds: Int) -> TimeOut {
        guard case .open = phase, !isGone else { return .none }
        let begin = incoming.isDrained ? now : incoming.readMilliseconds
        if begin > 0, begin + timeoutMilliseconds > now {
            return .later(milliseconds: begin + timeoutMilliseconds)
        }
        cancel(.timeout, isGone: true)
        return .over
    }

    mutating func handleReturned() {
        isHandling = false
        needsLoop = true
    }
}
