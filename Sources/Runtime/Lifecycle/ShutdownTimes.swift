import Synchronization

/// How long the process's end may take. Set by the lifecycle thread, which reads the configuration;
/// read by the main thread, which ends the process should the lifecycle hang.
final class ShutdownTimes: Sendable {
    private let drain = Atomic<Int>(0)
    private let delay = Atomic<Int>(0)

    /// The process's drain timeout.
    var drainMilliseconds: Int {
        get { drain.load(ordering: .relaxed) }
        set { drain.store(newValue, ordering: .relaxed) }
    }

    /// How long it serves on before it drains.
    var delayMilliseconds: Int {
        get { delay.load(ordering: .relaxed) }
        set { delay.store(newValue, ordering: .relaxed) }
    }
}
