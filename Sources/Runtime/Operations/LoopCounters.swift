import Synchronization

/// What one event loop counts. Written by its loop only, read from any thread: relaxed, and no
/// read-modify-write.
final class LoopCounters: Sendable {
    private let requestCount = Atomic<Int>(0)
    private let errorCount = Atomic<Int>(0)

    /// Responses begun, the runtime's own among them.
    var requests: Int { requestCount.load(ordering: .relaxed) }
    /// Those of them with a status of 500 or more.
    var errors: Int { errorCount.load(ordering: .relaxed) }

    /// On the owning loop.
    func countResponse(status: Int) {
        requestCount.store(requests + 1, ordering: .relaxed)
        if status >= 500 { errorCount.store(errors + 1, ordering: .relaxed) }
    }
}
