// What operators learn of each request: counted once, when its response is whole or cut off, on the
// event loop. The loop's clock is read once a turn and once a response, so a request costs one
// reading; it is measured from the loop's last one.

import HTTP1
import Sockets

extension Connection {
    /// A head is whole.
    func beginExchange() {
        exchange = Exchange(
            startNanoseconds: loop.nanoseconds, byteCountIn: parser.head.byteCount)
    }

    /// Where the request under way is counted.
    var meter: AppMeter { lease?.shard.meter ?? pending?.meter ?? loop.counters.unrouted }

    /// Appends an answer of the runtime's own, and counts it.
    func answer(_ response: HostResponse, _ frame: ResponseFrame) {
        answer(response, frame, meter)
    }

    /// - Parameter meter: of the app that the request was for, or of those for none.
    func answer(_ response: HostResponse, _ frame: ResponseFrame, _ meter: AppMeter) {
        // What is no request yet, because its head is malformed or late, has taken no time.
        if exchange.startNanoseconds == 0 { exchange.startNanoseconds = loop.nanoseconds }
        let start = loop.output.count
        response.write(frame, loop.date, into: &loop.output)
        exchange.byteCountOut += loop.output.count - start
        if let reason = response.refusalReason { meter.refuse(reason) }
        beginResponse(response.status)
        endExchange(meter)
    }

    /// A response has begun.
    func beginResponse(_ status: Int) {
        exchange.status = status
        loop.counters.countResponse(status: status)
    }

    /// The response is whole, or cut off: it is counted, once.
    func endExchange(_ meter: AppMeter) {
        guard exchange.status != 0 else { return }
        let now = loop.readClock()
        meter.count(
            status: exchange.status, nanoseconds: now - exchange.startNanoseconds,
            bytesIn: exchange.byteCountIn, bytesOut: exchange.byteCountOut)
        exchange = Exchange()
    }
}
