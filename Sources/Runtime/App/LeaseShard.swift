// One event loop's part of a generation. Cores never share it on the request path: only its loop
// writes, so a lease costs one plain load and store. The lifecycle thread reads `held` for its
// reports and learns of the last release through `whenEnded`; it never polls.

import Synchronization

/// The leases that one event loop holds of one generation.
///
/// Threads: `lease`, `release` and `retire` on the shard's event loop; `held` from any thread.
final class LeaseShard: Sendable {
    /// What the leases are of.
    let generation: Generation
    /// Called on the event loop, once: the loop routes nothing more to the generation and holds
    /// no lease of it.
    private let whenEnded: @Sendable (GenerationID) -> Void
    /// Relaxed and not read-modify-write: one writer, and no other memory hangs on the value.
    private let heldCount = Atomic<Int>(0)
    private let retired = Atomic<Bool>(false)

    init(generation: Generation, whenEnded: @escaping @Sendable (GenerationID) -> Void) {
        self.generation = generation
        self.whenEnded = whenEnded
    }

    /// The number of leases held: this loop's share of `active_connections`.
    var held: Int { heldCount.load(ordering: .relaxed) }

    /// Whether the loop has taken up a table without the generation.
    var isRetired: Bool { retired.load(ordering: .relaxed) }

    fileprivate func take() {
        heldCount.store(held + 1, ordering: .relaxed)
    }

    fileprivate func release() {
        let left = held - 1
        heldCount.store(left, ordering: .relaxed)
        if left == 0 && isRetired { whenEnded(generation.id) }
    }

    /// The loop has taken up a table without this generation: no lease is granted from here on.
    func retire() {
        precondition(!isRetired, "a shard is retired once")
        retired.store(true, ordering: .relaxed)
        if held == 0 { whenEnded(generation.id) }
    }
}

/// One request's hold on a generation: as long as it lives, the generation's image stays mapped.
/// Noncopyable, so that it is released exactly once, on every path.
///
/// Lives and dies on the event loop of its shard.
struct AppLease: ~Copyable {
    let shard: LeaseShard

    init(_ shard: LeaseShard) {
        self.shard = shard
        shard.take()
    }

    deinit {
        shard.release()
    }
}
