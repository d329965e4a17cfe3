/// The store of one app, shared by its generations: `nano/kv.h`.
///
/// Callable from every thread. One lock: what is done under it is bounded by the size of a value.
final class KeyValueStore: Sendable {
    static let keyBytesMax = 512
    static let valueBytesMax = 1 << 20

    private let entries: Monitor<KeyValueEntries>
    private let now: @Sendable () -> Int

    /// - Parameter now: the time, in milliseconds of a clock that only goes forward.
    init(bytesMax: Int, now: @escaping @Sendable () -> Int = { MonotonicClock.milliseconds }) {
        entries = Monitor(KeyValueEntries(bytesMax: bytesMax))
        self.now = now
    }

    /// What the entries count together, in bytes.
    var bytes: Int { entries.withLock { $0.bytes } }

    /// From the newest generation's settings; where it is less than before, entries go.
    func setBytesMax(_ bytesMax: Int) {
        entries.withLock { $0.bytesMax = bytesMax }
    }

    func entry(of key: [UInt8]) -> KeyValueEntries.Entry? {
        entries.withLock { $0.entry(of: key, now: now()) }
    }

    /// - Parameter lifetimeMilliseconds: how long it is there; 0 for ever.
    func set(
        _ key: [UInt8], _ value: [UInt8], lifetimeMilliseconds: UInt64,
        if expected: KeyValueEntries.Expectation
    ) throws(KeyValueEntries.ChangeError) -> UInt64 {
        try entries.withLock { entries throws(KeyValueEntries.ChangeError) in
            let now = now()
            return try entries.set(
                key, value, expiry: Self.expiry(lifetimeMilliseconds, now), if: expected, now: now)
        }
    }

    func remove(
        _ key: [UInt8], if expected: KeyValueEntries.Expectation
    ) throws(KeyValueEntries.ChangeError) {
        try entries.withLock { entries throws(KeyValueEntries.ChangeError) in
            try entries.remove(key, if: expected, now: now())
        }
    }

    func increment(
        _ key: [UInt8], by delta: Int64, lifetimeMilliseconds: UInt64
    ) throws(KeyValueEntries.ChangeError) -> Int64 {
        try entries.withLock { entries throws(KeyValueEntries.ChangeError) in
            let now = now()
            return try entries.increment(
                key, by: delta, expiry: Self.expiry(lifetimeMilliseconds, now), now: now)
        }
    }

    /// Later than the clock can ever be is never.
    private static func expiry(_ lifetimeMilliseconds: UInt64, _ now: Int) -> Int? {
        guard lifetimeMilliseconds > 0, let lifetime = Int(exactly: lifetimeMilliseconds) else {
            return nil
        }
        let (expiry, isOverflow) = now.addingReportingOverflow(lifetime)
        return isOverflow ? nil : expiry
    }
}
