// What is counted of a request: it begins when the head has been read and ends when the response is
// whole in what goes to the socket, is cut off, or never comes. Every way that a request can end
// leads through `Connection.endRequest`, which ends it once.
//
// The time is the loop's last reading of the clock, and ending one reads it anew. Where a turn has
// several requests, the time of each begins when the one before it was done; those that came in one
// piece share theirs (`ExchangeRun`).

/// One request and its response, as its app's meter counts them. On the connection's event loop.
struct Exchange {
    /// What is counted where the client has left before a response began. No response has it; nginx
    /// uses it in its logs.
    static let clientLeftStatus = 499

    // Not retained, as that would cost more than the rest. It outlives the exchange: the request's
    // lease keeps it, or, where the request is answered at once, the table of the turn's routes.
    private var meter: Unmanaged<AppMeter>?
    /// Of the request, in this process: what names it where it has no name of its own.
    private(set) var number: UInt64 = 0
    private(set) var startNanoseconds = 0
    /// 0 before the response has begun.
    private(set) var status = 0
    /// Of the request: its head and, without the framing of chunks, its body.
    var byteCountIn = 0
    /// Of the response: its head and body, as sent.
    var byteCountOut = 0
    /// Of the response's head; only where the request is logged.
    var headByteCountOut = 0

    var isOpen: Bool { meter != nil }

    /// - Parameter byteCountIn: of the head; what comes of the body is added.
    mutating func begin(
        _ meter: Unmanaged<AppMeter>, number: UInt64, at nanoseconds: Int, byteCountIn: Int
    ) {
        assert(self.meter == nil, "the request before it has not ended")
        self.meter = meter
        self.number = number
        startNanoseconds = nanoseconds
        status = 0
        self.byteCountIn = byteCountIn
        byteCountOut = 0
        headByteCountOut = 0
    }

    /// The response, or its beginning, is in the output.
    mutating func respond(_ status: Int, byteCount: Int) {
        self.status = status
        byteCountOut &+= byteCount
    }

    /// The response is the runtime's own, for this reason.
    func refuse(_ reason: RefusalReason) {
        meter?._withUnsafeGuaranteedRef { $0.refuse(reason) }
    }

    /// Ends it as one of those that came with it.
    /// - Returns: whether it is like them; otherwise nothing has changed.
    mutating func end(in run: inout ExchangeRun) -> Bool {
        guard let meter,
            run.take(
                meter, status: status, startNanoseconds: startNanoseconds, bytesIn: byteCountIn,
                bytesOut: byteCountOut)
        else { return false }
        self.meter = nil
        return true
    }

    /// What came with it has had so much of the time since it began.
    mutating func beganLater(nanoseconds: Int) {
        startNanoseconds &+= nanoseconds
    }

    mutating func end(at nanoseconds: Int) {
        if status == 0 { status = Self.clientLeftStatus }
        meter?._withUnsafeGuaranteedRef {
            $0.count(
                status: status, nanoseconds: nanoseconds &- startNanoseconds,
                bytesIn: byteCountIn, bytesOut: byteCountOut)
        }
        meter = nil
    }
}
