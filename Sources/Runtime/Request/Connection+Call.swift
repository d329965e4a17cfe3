// Call: into the plugin, on this event loop for an inline plugin, otherwise on a lane.

import HTTP1
import NIOCore

extension Connection {
    func call(body: Range<Int>, end: Int, _ context: ChannelHandlerContext) -> Bool {
        guard let shard = lease?.shard else { preconditionFailure("a call needs its lease") }
        let generation = shard.generation
        guard generation.isInline else {
            return callOnLane(generation, body: body, end: end, context)
        }
        let frame = frame
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.currentDate())
        let outcome = buffer.withUnsafeReadableBytes { bytes in
            PluginCall.run(
                generation, input, request: bytes, headers: loop.headers, output: &loop.output)
        }
        conclude(outcome, generation, frame)
        _ = consume input
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive, context)
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

    /// Hands the request to a lane. The receive buffer goes with it, so that the views stay valid
    /// whatever becomes of the connection.
    private func callOnLane(
        _ generation: Generation, body: Range<Int>, end: Int, _ context: ChannelHandlerContext
    ) -> Bool {
        callNumber += 1
        let number = callNumber
        var frame = frame
        frame.drain = loop.drain
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.currentDate())
        let connection = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let call = LaneCall(generation: generation, input: input, request: buffer)
        phase = .calling(number)
        wait(for: .nothing)
        let isAccepted = generation.lanes.submit { [eventLoop = loop.eventLoop] in
            let (outcome, output) = call.run()
            eventLoop.execute {
                connection.value.laneAnswered(number, outcome, output, call.input.frame, end: end)
            }
        }
        if isAccepted { return false }
        answer(.noThread, frame)
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive, context)
        return true
    }

    /// The lane's answer is back. The request may be gone by now: cut, or its client has left.
    private func laneAnswered(
        _ number: UInt64, _ outcome: PluginCall.Outcome, _ output: ByteBuffer,
        _ frame: ResponseFrame, end: Int
    ) {
        guard case .calling(number) = phase, let context,
            let generation = lease?.shard.generation
        else { return }
        var output = output
        loop.output.writeBuffer(&output)
        conclude(outcome, generation, frame)
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive, context)
        process(context)
    }
}
