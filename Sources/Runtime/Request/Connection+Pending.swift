// While a call is pending: the request is with a lane, or its plugin answers it later. Nothing is
// read meanwhile, but for the end of the client's side where the plugin wants to know of it.

import Sockets

extension Connection {
    /// Waits for an answer: the request's lease goes to the call.
    func suspend(_ number: CallNumber, _ frame: ResponseFrame, _ request: CallFrame)
        -> PendingCall?
    {
        guard let lease = lease.take() else { return nil }
        let call = PendingCall(
            number, lease, id, frame, request, startNanoseconds: exchange.startNanoseconds)
        pending = call
        phase = .calling
        wait(for: stream?.isUnasked == false ? .body : .nothing)
        loop.begin(call)
        return call
    }

    /// The plugin has deferred the request on this loop.
    /// - Returns: whether it has answered it already, so that the next one may come.
    func wait(for call: DeferredCall, _ frame: ResponseFrame, _ request: CallFrame) -> Bool {
        guard let pending = suspend(call.number, frame, request) else { return false }
        pending.becomes(call)
        if isInputEnded || isEndSeen { call.cancel(.client, isGone: false) }
        call.handleReturned()
        return takeAnswer(of: pending)
    }

    /// The plugin has deferred a request and failed all the same: it is answered, but the plugin
    /// still has it.
    func keepLease(for call: DeferredCall, _ request: CallFrame) {
        guard let lease = lease.take() else { return }
        let pending = PendingCall(
            call.number, lease, id, .closing, request, startNanoseconds: exchange.startNanoseconds)
        pending.becomes(call)
        pending.answered()
        loop.calls[call.number] = pending
        loop.settle(pending)
    }

    /// Sends what there is of the call's answer, and goes on behind it.
    func attend(_ pending: PendingCall) {
        if takeAnswer(of: pending) { resume() }
    }

    /// - Returns: whether the request is done.
    private func takeAnswer(of pending: PendingCall) -> Bool {
        guard let call = pending.deferred else { return false }
        guard unsent.isEmpty else {
            feed(pending)
            return false
        }
        let offset = loop.output.count
        let taken = call.take(&loop.output)
        if let fault = taken.fault {
            let reason = "respond was refused: \(fault)"
            loop.log.emit(.appResponseInvalid(pending.generation.subject, reason: reason))
        }
        if let status = taken.status {
            pending.hasBegun = true
            isBodyUntilClose = taken.isUntilClose
            pending.deadlineMilliseconds = .max
            responded(status, at: offset)
        } else {
            exchange.byteCountOut += loop.output.count - offset
        }
        switch taken.ending {
        case .whole: finish(pending, keepsAlive: taken.keepsAlive)
        case .cutOff, .unanswered: endUnanswered(pending)
        case nil:
            feed(pending)
            flush()
            call.sent(unsentByteCount: unsent.count)
            updateInterest()
            return false
        }
        return true
    }

    /// The answer is in the output: the request is done.
    func finish(_ pending: PendingCall, keepsAlive: Bool) {
        self.pending = nil
        pending.answered()
        finishRequest(byteCount: 0, keepsAlive: keepsAlive)
    }

    /// No answer comes, or no more of it.
    func endUnanswered(_ pending: PendingCall, _ response: HostResponse = .pluginFailed) {
        if pending.hasBegun { return cutOff(pending) }
        answer(response, pending.frame)
        finish(pending, keepsAlive: pending.frame.keepsAlive)
    }

    /// Ends a response in its middle, so that the client can tell.
    func cutOff(_ pending: PendingCall) {
        self.pending = nil
        pending.answered()
        guard isBodyUntilClose else { return beginClosing() }
        flush()
        close()
    }

    /// The time for the answer was over, and none has begun.
    func timeOut(_ pending: PendingCall) {
        let frame = loop.isDraining ? pending.frame.closed : pending.frame
        answer(.timeout, frame)
        finish(pending, keepsAlive: frame.keepsAlive)
        resume()
    }

    /// The drain's deadline has passed.
    func cut(_ pending: PendingCall) {
        if pending.hasBegun { return cutOff(pending) }
        answer(.cut, .closing)
        self.pending = nil
        beginClosing()
    }

    /// Nobody is there to be answered.
    func leavePending() {
        guard let pending = pending.take() else { return }
        pending.cancel(.client)
        loop.settle(pending)
    }
}
