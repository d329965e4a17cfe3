// Call: into the plugin, on this event loop for an inline plugin, otherwise on a lane.

import HTTP1
import Sockets

extension Connection {
    func call(body: Range<Int>, end: Int) -> Bool {
        guard let shard = lease?.shard else { preconditionFailure("a call needs its lease") }
        let generation = shard.generation
        guard generation.isInline else {
            return callOnLane(generation, body: body, end: end)
        }
        let frame = frame
        let outcome = callHere(generation, frame, body: body)
        conclude(outcome, generation, frame)
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive)
        return true
    }

    /// The input ends with the call: the parser, made ready for the next request, would not get
    /// back the storage of its fields while another holds it, and allocate anew.
    private func callHere(
        _ generation: Generation, _ frame: ResponseFrame, body: Range<Int>
    ) -> PluginCall.Outcome {
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.date)
        return PluginCall.run(
            generation, input, request: buffer.view, headers: loop.headers, output: &loop.output)
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
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.date)
        let call = LaneCall(generation, input, request: buffer.takeFirst(end))
        phase = .calling
        wait(for: .nothing)
        let isAccepted = generation.lanes.submit { [id, port = loop.port] in
            let answer = call.run()
            port.post { loop in loop.connections[id]?.take(answer) }
        }
        if isAccepted { return false }
        answer(.noThread, frame)
        finishRequest(byteCount: 0, keepsAlive: frame.keepsAlive)
        return true
    }

    /// The lane's answer is back. The request may be gone by now: it was cut.
    private func take(_ answer: LaneAnswer) {
        guard case .calling = phase, let generation = lease?.shard.generation else { return }
        loop.output.append(answer.output.view)
        conclude(answer.outcome, generation, answer.frame)
        finishRequest(byteCount: 0, keepsAlive: answer.frame.keepsAlive)
        resume()
    }
}
