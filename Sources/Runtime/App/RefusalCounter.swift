import Synchronization

/// Requests that an app refused while it drained: counted apart from its leases.
final class RefusalCounter: Sendable {
    private let refused = Atomic<Int>(0)

    func add() {
        refused.wrappingAdd(1, ordering: .relaxed)
    }

    var total: Int { refused.load(ordering: .relaxed) }
}
