// Route, then lease: from here on the generation cannot be unloaded under the request. What has no
// app, or one that drains, is refused here.

import Configuration
import HTTP1
import NIOCore

extension Connection {
    func route(_ context: ChannelHandlerContext) -> Bool {
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

    private func refuse(_ response: HostResponse, _ context: ChannelHandlerContext) -> Bool {
        let frame = frame
        let head = parser.head
        if head.framing == .none {
            answer(response, frame)
            finishRequest(
                byteCount: head.byteCount, keepsAlive: frame.keepsAlive, context)
            return true
        }
        // A client that waits for 100 (Continue) may or may not send its body after a refusal.
        // Up to the usual limit a body is read and dropped, so that the connection can go on.
        let reader = try? BodyReader(
            head, bytesMax: Limits.bodyBytesMaxDefault, chunks: loop.limits.chunks)
        guard let reader, !head.expectsContinue, frame.keepsAlive else {
            answer(response, frame.closed)
            beginClosing(context)
            return false
        }
        answer(response, frame)
        phase = .skippingBody(reader)
        wait(for: .body)
        wait.received(buffer.readableBytes - head.byteCount)
        return true
    }

    /// Appends an answer of the runtime's own.
    func answer(_ response: HostResponse, _ frame: ResponseFrame) {
        response.write(frame, loop.currentDate(), into: &loop.output)
        loop.counters.countResponse(status: response.status)
    }
}
