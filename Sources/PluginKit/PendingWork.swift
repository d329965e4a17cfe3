import Synchronization

/// A function that the host calls back, with what it has to say.
final class PendingFunction: Sendable {
    let run: @Sendable (UnsafeRawPointer?) -> Void

    init(_ run: @escaping @Sendable (UnsafeRawPointer?) -> Void) { self.run = run }
}

/// Functions that the host has been given and has not called back. What is left when the copy is
/// destroyed is never called, and freed here.
///
/// A lock that spins: Embedded Swift has no other, and what it guards takes nanoseconds.
final class PendingWork: @unchecked Sendable {
    // Unchecked: `functions` is touched only by the thread that has set `isLocked`.

    /// Those of this image.
    static let shared = PendingWork()

    private let isLocked = Atomic<Bool>(false)
    private var functions: [UInt: PendingFunction] = [:]

    /// Keeps a function.
    /// - Returns: what stands for it as the `data` of a C function.
    func add(_ function: PendingFunction) -> UnsafeMutableRawPointer {
        let data = Unmanaged.passUnretained(function).toOpaque()
        withLock { functions[UInt(bitPattern: data)] = function }
        return data
    }

    /// The function, for who asks first.
    func take(_ data: UnsafeMutableRawPointer?) -> PendingFunction? {
        withLock { functions.removeValue(forKey: UInt(bitPattern: data)) }
    }

    /// The host calls back none of them any more.
    func removeAll() {
        let left = withLock {
            let left = functions
            functions = [:]
            return left
        }
        // Freed without the lock.
        _ = left.count
    }

    private func withLock<Result>(_ body: () -> Result) -> Result {
        while isLocked.exchange(true, ordering: .acquiring) {}
        defer { isLocked.store(false, ordering: .releasing) }
        return body()
    }
}
