import Synchronization

/// What one event loop counts. Written by its loop only, read from any thread: relaxed, and no
/// read-modify-write.
final class LoopCounters: Sendable {
    private let requestCount = Atomic<Int>(0)
    private let errorCount = Atomic<Int>(0)
    private let tick = Atomic<Int>(0)
    private let lag = Atomic<Int>(0)
    private let connectionCount = Atomic<Int>(0)
    /// Responses to requests that belong to no app: malformed ones, and those of unknown hosts.
    let unrouted = AppMeter()

    /// Responses begun, the runtime's own among them.
    var requests: Int { requestCount.load(ordering: .relaxed) }
    /// Those of them with a status of 500 or more.
    var errors: Int { errorCount.load(ordering: .relaxed) }
    /// When the loop last handled the end of a second, on the monotonic clock; 0 before the first.
    var lastTickNanoseconds: Int { tick.load(ordering: .relaxed) }
    /// How late that was: what held the loop up.
    var lagNanoseconds: Int { lag.load(ordering: .relaxed) }
    /// Client connections that were open then.
    var connections: Int { connectionCount.load(ordering: .relaxed) }

    /// Whether it has not come to the end of a second for 10 s.
    /// - Parameter nanoseconds: now, on the monotonic clock.
    func isStuck(at nanoseconds: Int) -> Bool {
        let last = lastTickNanoseconds
        return last != 0 && last < nanoseconds - 10_000_000_000
    }

    /// On the owning loop.
    func countResponse(status: Int) {
        requestCount.store(requests + 1, ordering: .relaxed)
        if status >= 500 { errorCount.store(errors + 1, ordering: .relaxed) }
    }

    /// On the owning loop: a second is over.
    func ticked(at nanoseconds: Int, lagNanoseconds: Int, connectionCount count: Int) {
        tick.store(nanoseconds, ordering: .relaxed)
        lag.store(lagNanoseconds, ordering: .relaxed)
        connectionCount.store(count, ordering: .relaxed)
    }
}
