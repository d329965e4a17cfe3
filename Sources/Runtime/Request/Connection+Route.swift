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
            do {
                lease = try AppLease(shard)
            } catch {
                return refuse(
                    .limited(error, retryAfterSeconds: AppLimiter.retryAfterSeconds), shard.meter)
            }
            return beginBody(shard.generation.spec.settings.maxBodyBytes)
        case .draining(let seconds, let meter):
            return refuse(.draining(retryAfterSeconds: seconds), meter)
        case .drained(let seconds, let meter):
            return refuse(.drained(retryAfterSeconds: seconds), meter)
        case .reloading(let meter):
            return refuse(.reloading, meter)
        case .quarantined(let quarantine, let meter):
            return refuse(.quarantined(reason: quarantine.reason), meter)
        case nil:
            return refuse(.unknownHost, loop.counters.unrouted)
        }
    }

    private func refuse(_ response: HostResponse, _ meter: AppMeter) -> Bool {
        let frame = frame
        let head = parser.head
        if head.framing == .none {
            answer(response, frame, meter)
            finishRequest(byteCount: head.byteCount, keepsAlive: frame.keepsAlive)
            return true
        }
        // A client that waits for 100 (Continue) may or may not send its body after a refusal.
        // Up to the usual limit a body is read and dropped, so that the connection can go on.
        let decoder = try? BodyDecoder(
            head, bytesMax: Limits.bodyBytesMaxDefault, chunks: loop.limits.chunks)
        guard let decoder, !head.expectsContinue, frame.keepsAlive else {
            answer(response, frame.closed, meter)
            beginClosing()
            return false
        }
        answer(response, frame, meter)
        buffer.removeFirst(head.byteCount)
        phase = .skippingBody(decoder)
        wait(for: .body)
        wait.received(buffer.count)
        return true
    }
}
