import Synchronization

/// The process's drain timeout. Set by the lifecycle thread, read by the thread that ends the
/// process should the lifecycle hang.
final class ShutdownTimeout: Sendable {
    private let value = Atomic<Int>(0)

    var milliseconds: Int {
        get { value.load(ordering: .relaxed) }
        set { value.store(newValue, ordering: .relaxed) }
    }
}
