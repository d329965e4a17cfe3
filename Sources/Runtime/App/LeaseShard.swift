// One event loop's part of a generation. Cores never share it on the request path: only its loop
// writes, so a lease costs one plain load and store. The lifecycle thread reads `held` for its
// reports and learns of the last release through `whenEnded`; it never polls.
//
// Where the app has a bound on its requests, a lease is also a seat in the app's traffic, which all
// loops share. Without one it is counted there only from the moment it drains, when nothing is
// granted any more: a generation that comes after may have a bound, and is to know of it.

import Synchronization

/// The leases that one event loop holds of one generation.
///
/// Threads: `lease`, `release` and `retire` on the shard's event loop; `held` from any thread.
final class LeaseShard: Sendable {
    /// What the leases are of.
    let generation: Generation
    /// Where the loop counts the app's requests.
    let meter: AppMeter
    /// Called on the event loop, once: the loop routes nothing more to the generation and holds
    /// no lease of it.
    private let whenEnded: @Sendable (GenerationID) -> Void
    /// What a lease has to pass, where the app has a bound.
    private let limiter: AppLimiter?
    /// Relaxed and not read-modify-write: one writer, and no other memory hangs on the value.
    private let heldCount = Atomic<Int>(0)
    private let retired = Atomic<Bool>(false)
    /// Whether the leases held are counted in the app's traffic: with a limiter, or retired.
    private let isCounted: Atomic<Bool>

    init(
        generation: Generation, meter: AppMeter = AppMeter(),
        whenEnded: @escaping @Sendable (GenerationID) -> Void
    ) {
        self.generation = generation
        self.meter = meter
        self.whenEnded = whenEnded
        limiter = generation.limiter
        isCounted = Atomic(generation.limiter != nil)
    }

    /// The number of leases held: this loop's share of `active_connections`.
    var held: Int { heldCount.load(ordering: .relaxed) }

    /// Whether the loop has taken up a table without the generation.
    var isRetired: Bool { retired.load(ordering: .relaxed) }

    fileprivate func take() throws(AppLimit) {
        if let limiter { try limiter.begin() }
        heldCount.store(held + 1, ordering: .relaxed)
    }

    fileprivate func release() {
        let left = held - 1
        heldCount.store(left, ordering: .relaxed)
        if isCounted.load(ordering: .relaxed) { releaseCounted(left) }
    }

    private func releaseCounted(_ left: Int) {
        generation.traffic.end()
        if left == 0 && isRetired { whenEnded(generation.id) }
    }

    /// The loop has taken up a table without this generation: no lease is granted from here on.
    func retire() {
        precondition(!isRetired, "a shard is retired once")
        retired.store(true, ordering: .relaxed)
        if !isCounted.exchange(true, ordering: .relaxed) { generation.traffic.add(held) }
        if held == 0 { whenEnded(generation.id) }
    }
}

/// One request's hold on a generation: as long as it lives, the generation's image stays mapped.
/// Noncopyable, so that it is released exactly once, on every path.
///
/// Lives and dies on the event loop of its shard.
struct AppLease: ~Copyable {
    let shard: LeaseShard

    /// - Throws: the bound of the app that refuses the request; there is no lease then.
    init(_ shard: LeaseShard) throws(AppLimit) {
        try shard.take()
        self.shard = shard
    }

    deinit {
        shard.release()
    }
}
