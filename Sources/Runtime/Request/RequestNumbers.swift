import Synchronization

/// Numbers of requests, each used once in the process: every event loop counts on from a start of
/// its own.
enum RequestNumbers {
    private static let last = Atomic<UInt64>(0)

    /// Far enough from the next one for 34 years of a million requests a second.
    static func nextStart() -> UInt64 {
        last.wrappingAdd(1 << 50, ordering: .relaxed).oldValue
    }
}
