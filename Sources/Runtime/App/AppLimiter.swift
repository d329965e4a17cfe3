// Whether a request may begin, by the bounds of its app. Made only for a generation that has such a
// bound, so that all others pay one comparison with nil. Without locks: two cores that serve one
// bounded app share the cache line of its counts, which is what a bound over all loops costs.

import Configuration

/// The bounds of one generation on its app's requests under way and a second.
///
/// The rate is a token bucket that holds one second's worth, kept as the one time at which it
/// would be full again (the "generic cell rate algorithm", ITU-T I.371): each request moves that
/// time by what it costs, and none may move it further ahead than a full bucket.
final class AppLimiter: Sendable {
    /// Seconds after which it is worth another try: the bucket has at least one token by then, as
    /// its rate is at least one a second; of requests under way nobody can know.
    static let retryAfterSeconds = 1

    private let traffic: AppTraffic
    private let requestCountMax: Int
    /// What one request costs; 0 without a bound on the rate.
    private let requestNanoseconds: Int
    private let aheadNanosecondsMax: Int
    private let clock: @Sendable () -> Int

    /// - Parameters:
    ///   - traffic: what the app's generations share.
    ///   - clock: nanoseconds that only go forward.
    /// - Returns: `nil` where the settings bound neither.
    init?(
        _ settings: AppSettings, _ traffic: AppTraffic,
        clock: @escaping @Sendable () -> Int = { MonotonicClock.nanoseconds }
    ) {
        let rate = settings.requestsPerSecondMax
        guard settings.concurrencyMax > 0 || rate > 0 else { return nil }
        self.traffic = traffic
        self.clock = clock
        requestCountMax = settings.concurrencyMax > 0 ? settings.concurrencyMax : .max
        // Rounded up, and the bucket measured in what a request costs: never more than the bound.
        requestNanoseconds = rate > 0 ? (1_000_000_000 + rate - 1) / rate : 0
        aheadNanosecondsMax = requestNanoseconds * rate
    }

    /// Counts a request in, which then is to be counted out of the traffic when it ends.
    /// - Throws: the bound that refuses it; nothing is counted then but the refusal.
    func begin() throws(AppLimit) {
        guard traffic.begin(countMax: requestCountMax) else { throw refusal(.concurrency) }
        guard requestNanoseconds > 0 else { return }
        let isPaid = traffic.pay(
            nanoseconds: requestNanoseconds, aheadNanosecondsMax: aheadNanosecondsMax,
            now: clock())
        guard !isPaid else { return }
        traffic.end()
        throw refusal(.rate)
    }

    private func refusal(_ limit: AppLimit) -> AppLimit {
        traffic.refuse(limit)
        return limit
    }
}
