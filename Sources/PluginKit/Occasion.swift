import Synchronization

/// Something that happens on one thread, and a function that another thread sets for it: whichever
/// comes second runs the function, once. Without a lock, which Embedded Swift does not have.
final class Occasion: Sendable {
    /// 0, or what the function is to be told.
    private let happened = Atomic<UInt32>(0)
    /// 0, or the address of a retained `Reaction`, which belongs to whoever exchanges it out.
    private let reaction = Atomic<UInt>(0)

    /// Runs `function` when it happens next; at once, here, if it has since the last one ran. Takes
    /// the place of one that was set before.
    func set(_ function: @escaping @Sendable (UInt32) -> Void) {
        let new = Unmanaged.passRetained(Reaction(function)).toOpaque()
        _ = take(leaving: UInt(bitPattern: new))
        meet()
    }

    /// It happens. `value` is not 0.
    func happen(_ value: UInt32 = 1) {
        happened.store(value, ordering: .sequentiallyConsistent)
        meet()
    }

    /// Runs the function if both are there.
    private func meet() {
        let value = happened.load(ordering: .sequentiallyConsistent)
        guard value != 0, let reaction = take(leaving: 0) else { return }
        happened.store(0, ordering: .sequentiallyConsistent)
        reaction.function(value)
    }

    private func take(leaving new: UInt) -> Reaction? {
        let old = reaction.exchange(new, ordering: .sequentiallyConsistent)
        return UnsafeRawPointer(bitPattern: old).map {
            Unmanaged<Reaction>.fromOpaque($0).takeRetainedValue()
        }
    }

    deinit { _ = take(leaving: 0) }
}

/// A function, to be pointed at.
private final class Reaction {
    let function: @Sendable (UInt32) -> Void

    init(_ function: @escaping @Sendable (UInt32) -> Void) { self.function = function }
}
