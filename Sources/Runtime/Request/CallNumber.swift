import Synchronization

/// Names one call that does not answer at once: never 0, and never used again in the process. The
/// `nano_call` of a deferred one.
struct CallNumber: Hashable, Sendable {
    private static let last = Atomic<UInt64>(0)

    let value: UInt64

    static func next() -> CallNumber {
        CallNumber(value: last.wrappingAdd(1, ordering: .relaxed).newValue)
    }
}
