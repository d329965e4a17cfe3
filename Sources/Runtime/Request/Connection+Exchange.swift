// A request as it is counted and logged: its begin, its response, its end.

import HTTP1
import Sockets

extension Connection {
    /// The head that has been parsed begins a request.
    /// - Parameter generation: what is to serve it.
    func beginExchange(_ meter: Unmanaged<AppMeter>, _ generation: GenerationID? = nil) {
        beginExchange(meter, byteCount: parser.head.byteCount)
        guard loop.accessLines != nil else { return }
        beginRecord(app: meter._withUnsafeGuaranteedRef(\.app), generation, hasHead: true)
    }

    /// What was to be a head, and is none, belongs to no app.
    func beginExchangeWithoutHead() {
        beginExchange(.passUnretained(loop.counters.unrouted), byteCount: buffer.count)
        if loop.accessLines != nil { beginRecord(app: nil, nil, hasHead: false) }
    }

    private func beginExchange(_ meter: Unmanaged<AppMeter>, byteCount: Int) {
        // Another app's time is not shared.
        if !run.isOf(meter) { endRun() }
        exchange.begin(
            meter, number: loop.nextRequestNumber(), at: loop.clock.nanoseconds,
            byteCountIn: byteCount)
    }

    /// The response has begun: it is what follows `offset` in the loop's output.
    func responded(_ status: Int, at offset: Int) {
        Unmanaged.passUnretained(loop.counters)._withUnsafeGuaranteedRef {
            $0.countResponse(status: status)
        }
        exchange.respond(status, byteCount: loop.output.count - offset)
        if accessRecord != nil { exchange.headByteCountOut = headByteCount(at: offset) }
    }

    /// Ends the request, if there is one: it is counted first, and then its lease ends, which keeps
    /// what counts it.
    /// - Parameter isFollowed: whether more has come behind it, in the same piece.
    func endRequest(isFollowed: Bool = false) {
        endExchange(isFollowed: isFollowed)
        _ = lease.take()
    }

    func endExchange(isFollowed: Bool = false) {
        guard exchange.isOpen else { return }
        if isFollowed, accessRecord == nil, exchange.end(in: &run) { return }
        loop.clock.read()
        let now = loop.clock.nanoseconds
        exchange.beganLater(nanoseconds: run.end(at: now, sharedWith: 1))
        exchange.end(at: now)
        if let record = accessRecord.take() { log(record) }
    }

    /// Nothing that has come is answered any more in this turn.
    func endRun() {
        guard !run.isEmpty else { return }
        loop.clock.read()
        _ = run.end(at: loop.clock.nanoseconds, sharedWith: 0)
    }
}
