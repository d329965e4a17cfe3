// Call: into the plugin, on this event loop for an inline plugin, otherwise on a lane.

import HTTP1
import Sockets

extension Connection {
    func call(body: Range<Int>, end: Int) -> Bool {
        guard let generation = lease?.shard.generation else {
            preconditionFailure("a call needs its lease")
        }
        guard generation.isInline else {
            return callOnLane(generation, body: body, end: end)
        }
        let responseFrame = frame
        exchange.byteCountIn = body.upperBound
        let frame = loop.frame
        swap(&frame.bytes, &buffer)
        swap(&frame.response.output, &loop.output)
        frame.incoming = incomingBody(generation)
        frame.number = exchange.number
        frame.begin(generation, parser.head, body: body, peer, responseFrame, loop.clock.date)
        // While the plugin runs, nothing of this connection or of the loop is borrowed or half
        // changed: its thread may not come back.
        let earlierByteCount = frame.response.output.count
        loop.inlineCall = InlineCall(connection: id, isAnswerable: earlierByteCount == 0)
        let outcome = PluginCall.run(generation, frame)
        loop.inlineCall = nil
        swap(&frame.response.output, &loop.output)
        switch outcome {
        case .responded(let status, let keepsAlive):
            swap(&frame.bytes, &buffer)
            responded(status, at: earlierByteCount)
            finishRequest(byteCount: end, keepsAlive: keepsAlive)
            return true
        case .deferred(let call):
            giveAway(frame, end: end)
            return wait(for: call, responseFrame, frame)
        case .failed(let failure, nil):
            swap(&frame.bytes, &buffer)
            fail(generation, failure, responseFrame)
            finishRequest(byteCount: end, keepsAlive: responseFrame.keepsAlive)
            return true
        case .failed(let failure, let call?):
            giveAway(frame, end: end)
            fail(generation, failure, responseFrame)
            // Before the lease may end.
            endExchange()
            keepLease(for: call, frame)
            finishRequest(byteCount: 0, keepsAlive: responseFrame.keepsAlive)
            return true
        }
    }

    /// The handler does not return. Another thread has the loop by now, and the call's thread keeps
    /// all that the call was lent, the answers before it included.
    func giveUp(_ call: InlineCall) {
        guard call.isAnswerable else {
            exchange.respond(HostResponse.timeout.status, byteCount: 0)
            return close()
        }
        answer(.timeout, .closing)
        beginClosing()
    }

    /// The request's memory stays with the call; what came behind it is copied out.
    private func giveAway(_ frame: CallFrame, end: Int) {
        buffer = frame.bytes.copy(droppingFirst: end)
        loop.replaceFrame()
    }

    private func fail(_ generation: Generation, _ failure: CallFailure, _ frame: ResponseFrame) {
        log(failure, of: generation)
        answer(failure.response, frame)
    }

    private func log(_ failure: CallFailure, of generation: Generation) {
        guard case .invalid(let reason) = failure else { return }
        loop.log.emit(.appResponseInvalid(generation.subject, reason: reason))
    }

    /// Hands the request to a lane. Its bytes go with it, so that the views stay valid whatever
    /// becomes of the connection.
    private func callOnLane(_ generation: Generation, body: Range<Int>, end: Int) -> Bool {
        let number = CallNumber.next()
        let responseFrame = frame
        exchange.byteCountIn = body.upperBound
        let frame = CallFrame(
            CallOrigin(port: loop.port, drain: loop.drain, number: number),
            fieldCountMax: parser.head.fields.count)
        frame.bytes = buffer.takeFirst(end)
        frame.incoming = incomingBody(generation)
        frame.number = exchange.number
        frame.begin(generation, parser.head, body: body, peer, responseFrame, loop.clock.date)
        let call = LaneCall(generation, frame)
        let port = loop.port
        let run: @Sendable () -> Void = {
            let answer = call.run()
            port.post { loop in loop.returned(number, answer) }
        }
        let submission = generation.lanes.submit(run) {
            port.post { loop in loop.dropped(number) }
        }
        switch submission {
        case .accepted:
            suspend(number, responseFrame, frame)?.isOnLane = true
            return false
        case .noThread: answer(.noThread, responseFrame)
        case .queueFull:
            generation.traffic.refuse(.queue)
            answer(
                .limited(.queue, retryAfterSeconds: AppLimiter.retryAfterSeconds), responseFrame)
        }
        finishRequest(byteCount: 0, keepsAlive: responseFrame.keepsAlive)
        return true
    }

    /// No lane will run the request's handler.
    func refuse(_ pending: PendingCall) {
        answer(.noThread, pending.frame)
        finish(pending, keepsAlive: pending.frame.keepsAlive)
        resume()
    }

    /// The lane's answer to the request is back.
    func take(_ answer: LaneAnswer, _ pending: PendingCall) {
        switch answer.outcome {
        case .responded(let status, let keepsAlive):
            let offset = loop.output.count
            loop.output.append(answer.output)
            responded(status, at: offset)
            finish(pending, keepsAlive: keepsAlive)
            resume()
        case .deferred:
            attend(pending)
        case .failed(let failure, _):
            log(failure, of: pending.generation)
            endUnanswered(pending, failure.response)
            resume()
        }
    }
}
