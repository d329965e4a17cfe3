// A request as it is counted and logged: its begin, its response, its end.

import HTTP1
import Sockets

extension Connection {
    /// The head that has been parsed begins a request.
    /// - Parameter generation: what is to serve it.
    func beginExchange(_ meter: AppMeter, _ generation: GenerationID? = nil) {
        beginExchange(meter, byteCount: parser.head.byteCount)
        if loop.accessLines != nil { beginRecord(app: meter.app, generation, hasHead: true) }
    }

    /// What was to be a head, and is none, belongs to no app.
    func beginExchangeWithoutHead() {
        beginExchange(loop.counters.unrouted, byteCount: buffer.count)
        if loop.accessLines != nil { beginRecord(app: nil, nil, hasHead: false) }
    }

    private func beginExchange(_ meter: AppMeter, byteCount: Int) {
        exchange.begin(
            meter, number: loop.nextRequestNumber(), at: loop.clock.nanoseconds,
            byteCountIn: byteCount)
    }

    /// The response has begun: it is what follows `offset` in the loop's output.
    func responded(_ status: Int, at offset: Int) {
        loop.counters.countResponse(status: status)
        exchange.respond(status, byteCount: loop.output.count - offset)
        if accessRecord != nil { exchange.headByteCountOut = headByteCount(at: offset) }
    }

    /// Ends the request, if there is one: it is counted first, and then its lease ends, which keeps
    /// what counts it.
    func endRequest() {
        endExchange()
        _ = lease.take()
    }

    func endExchange() {
        guard exchange.isOpen else { return }
        loop.clock.read()
        exchange.end(at: loop.clock.nanoseconds)
        if let record = accessRecord.take() { log(record) }
    }
}
