// The steps of one request, in the order they are taken: parse, route, lease, body, call.

import Configuration
import HTTP1
import LinuxShims
import NIOCore

extension Connection {
    /// Parse, then route.
    func readHead(_ context: ChannelHandlerContext) -> Bool {
        guard buffer.readableBytes > 0 else { return false }
        do {
            // A copy of the reference: the span must not depend on a property.
            let bytes = buffer
            guard try parser.parse(bytes.readableBytesSpan) else { return false }
        } catch {
            answer(.malformed(error), .closing)
            beginClosing(context)
            return false
        }
        return route(context)
    }

    private var frame: ResponseFrame {
        ResponseFrame(
            keepsAlive: parser.head.keepsAlive && !loop.isDraining,
            minorVersion: parser.head.minorVersion, isHead: parser.head.isHead)
    }

    private func route(_ context: ChannelHandlerContext) -> Bool {
        let host = parser.head.host.offsets
        let route = buffer.withUnsafeReadableBytes { bytes in
            loop.table.route(for: UnsafeRawBufferPointer(rebasing: bytes[host]))
        }
        switch route {
        case .serving(let shard):
            lease = AppLease(shard)
            return beginBody(shard.generation.spec.settings.maxBodyBytes, context)
        case .draining(let seconds, let refusals):
            refusals.add()
            return refuse(.draining(retryAfterSeconds: seconds), context)
        case nil:
            return refuse(.unknownHost, context)
        }
    }

    private func beginBody(_ bytesMax: Int, _ context: ChannelHandlerContext) -> Bool {
        do {
            let reader = try BodyReader(parser.head, bytesMax: bytesMax)
            if parser.head.framing == .none {
                let end = parser.head.byteCount
                return call(body: end..<end, end: end, context)
            }
            phase = .body(reader)
            setDeadline(Self.pauseSeconds)
            if parser.head.expectsContinue && buffer.readableBytes == parser.head.byteCount {
                loop.output.writeStaticString("HTTP/1.1 100 Continue\r\n\r\n")
            }
            return true
        } catch {
            return fail(error, bytesMax, context)
        }
    }

    func readBody(_ reader: BodyReader, _ context: ChannelHandlerContext) -> Bool {
        var reader = reader
        do {
            switch try reader.read(&buffer) {
            case .needsMore:
                phase = .body(reader)
                return false
            case .complete(let body, let end):
                return call(body: body, end: end, context)
            }
        } catch {
            return fail(error, lease?.shard.generation.spec.settings.maxBodyBytes ?? 0, context)
        }
    }

    /// The body cannot be taken: the end of the request is not known, so the connection closes.
    private func fail(
        _ fault: BodyReader.Fault, _ bytesMax: Int, _ context: ChannelHandlerContext
    ) -> Bool {
        endLease()
        switch fault {
        case .tooLarge: answer(.bodyTooLarge(bytesMax: bytesMax), .closing)
        case .malformed(let error): answer(.malformed(error), .closing)
        }
        beginClosing(context)
        return false
    }
}

// MARK: Refuse

extension Connection {
    /// Bodies of refused requests are read and dropped up to this size, so that the connection
    /// can go on; beyond, it closes.
    private static let skippedBytesMax = 1 << 20

    private func refuse(_ response: HostResponse, _ context: ChannelHandlerContext) -> Bool {
        var frame = frame
        let head = parser.head
        if head.framing == .none {
            answer(response, frame)
            finishRequest(
                byteCount: head.byteCount, keepsAlive: frame.keepsAlive, context)
            return true
        }
        // A client that waits for 100 (Continue) may or may not send its body after a refusal.
        let reader = try? BodyReader(head, bytesMax: Self.skippedBytesMax)
        guard let reader, !head.expectsContinue, frame.keepsAlive else {
            frame.keepsAlive = false
            answer(response, frame)
            beginClosing(context)
            return false
        }
        answer(response, frame)
        phase = .skippingBody(reader)
        setDeadline(Self.pauseSeconds)
        return true
    }

    func skipBody(_ reader: BodyReader, _ context: ChannelHandlerContext) -> Bool {
        var reader = reader
        guard let progress = try? reader.read(&buffer) else {
            beginClosing(context)
            return false
        }
        switch progress {
        case .needsMore:
            phase = .skippingBody(reader)
            return false
        case .complete(_, let end):
            finishRequest(byteCount: end, keepsAlive: true, context)
            return true
        }
    }

    /// Appends an answer of the runtime's own.
    func answer(_ response: HostResponse, _ frame: ResponseFrame) {
        response.write(frame, loop.currentDate(), into: &loop.output)
        loop.counters.countResponse(status: response.status)
    }
}

// MARK: Call

extension Connection {
    private func call(body: Range<Int>, end: Int, _ context: ChannelHandlerContext) -> Bool {
        guard let shard = lease?.shard else { preconditionFailure("a call needs its lease") }
        let generation = shard.generation
        guard generation.isInline else {
            return callOnLane(generation, body: body, end: end, context)
        }
        let frame = frame
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.currentDate())
        // Threads that the handler starts are the generation's: its image stays while they run.
        let previous = linux_thread_owner_set(generation.id.number)
        let outcome = buffer.withUnsafeReadableBytes { bytes in
            PluginCall.run(
                generation.plugin, input, request: bytes, headers: loop.headers,
                output: &loop.output)
        }
        _ = linux_thread_owner_set(previous)
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
        let input = CallInput(
            head: parser.head, body: body, peer: peer, frame: frame, date: loop.currentDate())
        let connection = NIOLoopBound(self, eventLoop: loop.eventLoop)
        let call = LaneCall(generation: generation, input: input, request: buffer)
        phase = .calling(number)
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
        // The process may have begun to drain while the handler ran.
        finishRequest(byteCount: end, keepsAlive: frame.keepsAlive && !loop.isDraining, context)
        process(context)
    }
}
