import Synchronization

/// What the requests of one app amount to now, over all its generations and all event loops. It
/// outlives swaps, so that a new bound is measured by what is already under way.
///
/// Callable from every thread. Relaxed throughout: no other memory hangs on these numbers.
final class AppTraffic: Sendable {
    private let underWay = Atomic<Int>(0)
    /// When the requests let in so far will have taken their time at the app's rate
    /// (`AppLimiter`), in nanoseconds of the monotonic clock.
    private let paidUntil = Atomic<Int>(0)
    private let concurrencyRefusals = Atomic<Int>(0)
    private let rateRefusals = Atomic<Int>(0)
    private let queueRefusals = Atomic<Int>(0)

    /// Requests under way that are counted: those of generations with a bound on them, and those
    /// of generations that drain.
    var requestCount: Int { underWay.load(ordering: .relaxed) }

    /// Counts requests that are under way already.
    func add(_ count: Int) {
        underWay.wrappingAdd(count, ordering: .relaxed)
    }

    /// Counts one more request, if that makes at most `countMax`.
    func begin(countMax: Int) -> Bool {
        var count = requestCount
        while count < countMax {
            let (isDone, seen) = underWay.weakCompareExchange(
                expected: count, desired: count + 1, ordering: .relaxed)
            if isDone { return true }
            count = seen
        }
        return false
    }

    /// A request that was counted has ended.
    func end() {
        underWay.wrappingSubtract(1, ordering: .relaxed)
    }

    /// Pays for one request, if what is paid for then ends at most `aheadNanoseconds` from `now`.
    func pay(nanoseconds: Int, aheadNanosecondsMax: Int, now: Int) -> Bool {
        var paid = paidUntil.load(ordering: .relaxed)
        while true {
            let next = max(paid, now) + nanoseconds
            guard next - now <= aheadNanosecondsMax else { return false }
            let (isDone, seen) = paidUntil.weakCompareExchange(
                expected: paid, desired: next, ordering: .relaxed)
            if isDone { return true }
            paid = seen
        }
    }

    /// Counts a request that a bound has refused.
    func refuse(_ limit: AppLimit) {
        refusals(by: limit) { $0.wrappingAdd(1, ordering: .relaxed) }
    }

    /// How many requests the bound has refused since the app is known.
    func refusalCount(by limit: AppLimit) -> Int {
        refusals(by: limit) { $0.load(ordering: .relaxed) }
    }

    private func refusals<Result>(
        by limit: AppLimit, _ body: (borrowing Atomic<Int>) -> Result
    ) -> Result {
        switch limit {
        case .concurrency: body(concurrencyRefusals)
        case .rate: body(rateRefusals)
        case .queue: body(queueRefusals)
        }
    }
}
