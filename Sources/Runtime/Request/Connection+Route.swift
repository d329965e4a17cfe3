// Route, then lease: from here on the generation cannot be unloaded under the request. What has no
// app, one that drains, or one that is at a bound of its own, is refused here.

import Configuration
import HTTP1
import Sockets

extension Connection {
    func route() -> Bool {
        let host = parser.head.host.offsets
        let route = buffer.withUnsafeBytes { bytes in
            loop.table.route(for: UnsafeRawBufferPointer(rebasing: bytes[host]))
        }
        switch route {
        case .serving(let shard):
            beginExchange(.passUnretained(shard.meter), shard.generation.id)
            do {
                lease = try AppLease(shard)
            } catch {
                return refuse(
                    .limited(error, retryAfterSeconds: AppLimiter.retryAfterSeconds))
            }
            return beginBody(shard.generation.spec.settings.maxBodyBytes)
        case .draining(let seconds, let meter):
            return refuse(.draining(retryAfterSeconds: seconds), countedBy: meter)
        case .drained(let seconds, let meter):
            return refuse(.drained(retryAfterSeconds: seconds), countedBy: meter)
        case .reloading(let meter):
            return refuse(.reloading, countedBy: meter)
        case .quarantined(let quarantine, let meter):
            return refuse(.quarantined(reason: quarantine.reason), countedBy: meter)
        case nil:
            return refuse(.unknownHost, countedBy: loop.counters.unrouted)
        }
    }

    private func refuse(_ response: HostResponse, countedBy meter: AppMeter) -> Bool {
        beginExchange(.passUnretained(meter))
        return refuse(response)
    }

    private func refuse(_ response: HostResponse) -> Bool {
        let frame = frame
        let head = parser.head
        if head.framing == .none {
            answer(response, frame)
            finishRequest(byteCount: head.byteCount, keepsAlive: frame.keepsAlive)
            return true
        }
        // A client that waits for 100 (Continue) may or may not send its body after a refusal.
        // Up to the usual limit a body is read and dropped, so that the connection can go on.
        let decoder = try? BodyDecoder(
            head, bytesMax: Limits.bodyBytesMaxDefault, chunks: loop.limits.chunks)
        guard let decoder, !head.expectsContinue, frame.keepsAlive else {
            answer(response, frame.closed)
            beginClosing()
            return false
        }
        answer(response, frame)
        endRequest()
        buffer.removeFirst(head.byteCount)
        phase = .skippingBody(decoder)
        wait(for: .body)
        wait.received(buffer.count)
        return true
    }

    /// Appends an answer of the runtime's own.
    func answer(_ response: HostResponse, _ frame: ResponseFrame) {
        if !exchange.isOpen { beginExchangeWithoutHead() }
        let offset = loop.output.count
        response.write(frame, loop.clock.date, into: &loop.output)
        responded(response.status, at: offset)
        if let reason = response.refusalReason { exchange.refuse(reason) }
    }
}
