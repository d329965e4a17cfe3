import Synchronization

/// A value that cannot be copied, such as a `Call`, in a reference that can: to be put in an array
/// or handed to a closure. It can be taken once; whoever takes it has it.
public final class Kept<Value: ~Copyable & Sendable>: @unchecked Sendable {
    // Unchecked: the value is touched by init and, after the one exchange that finds it there, by
    // that thread alone.
    private var value: Value?
    private let isThere = Atomic<Bool>(true)

    /// Keeps `value`.
    public init(_ value: consuming Value) { self.value = .some(value) }

    /// The value, for the first caller; `nil` for all others. From any thread.
    public func take() -> Value? {
        guard isThere.exchange(false, ordering: .acquiringAndReleasing) else { return nil }
        return value.take()
    }
}
