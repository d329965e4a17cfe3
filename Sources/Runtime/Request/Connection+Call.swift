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
        let frame = frame
        let input = CallInput(body: body, peer: peer, frame: frame, date: loop.date)
        let outcome = buffer.withUnsafeBytes { bytes in
            PluginCall.run(
                generation, parser.head, input, request: bytes, headers: loop.headers,
                output: &loop.output)
        }
        conclude(outcome, generation, frame)
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive)
        return true
    }

    private func conclude(
        _ outcome: PluginCall.Outcome, _ generation: Generation, _ frame: ResponseFrame
    ) {
        switch outcome {
        case .responded(let status): loop.counters.countResponse(status: status)
        case .failed(let reason):
            loop.log.emit(.appResponseInvalid(generation.subject, reason: reason))
            answer(.pluginFailed, frame)
        }
    }

    /// Hands the request to a lane. Its bytes go with it, so that the views stay valid whatever
    /// becomes of the connection.
    private func callOnLane(_ generation: Generation, body: Range<Int>, end: Int) -> Bool {
        var frame = frame
        frame.drain = loop.drain
        let call = LaneCall(
            generation, parser.head,
            CallInput(body: body, peer: peer, frame: frame, date: loop.date),
            request: buffer.takeFirst(end))
        phase = .calling
        wait(for: .nothing)
        let submission = generation.lanes.submit { [id, port = loop.port] in
            let answer = call.run()
            port.post { loop in loop.connections[id]?.take(answer) }
        }
        switch submission {
        case .accepted: return false
        case .noThread: answer(.noThread, frame)
        case .queueFull:
            generation.traffic.refuse(.queue)
            answer(.limited(.queue, retryAfterSeconds: AppLimiter.retryAfterSeconds), frame)
        }
        finishRequest(byteCount: 0, keepsAlive: frame.keepsAlive)
        return true
    }

    /// The lane's answer is back. The request may be gone by now: it was cut.
    private func take(_ answer: LaneAnswer) {
        guard case .calling = phase, let generation = lease?.shard.generation else { return }
        loop.output.append(answer.output)
        conclude(answer.outcome, generation, answer.frame)
        finishRequest(byteCount: 0, keepsAlive: answer.frame.keepsAlive)
        resume()
    }
}
