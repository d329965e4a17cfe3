import Synchronization

/// A function that the host calls back, with what it has to say.
final class PendingFunction: @unchecked Sendable {
    // Unchecked: the place belongs to PendingWork's lock, all else is constant.
    let run: @Sendable (UnsafeRawPointer?) -> Void
    fileprivate var place = 0

    init(_ run: @escaping @Sendable (UnsafeRawPointer?) -> Void) { self.run = run }
}

/// Functions that the host has been given and has not called back. What is left when the copy is
/// destroyed is never called, and freed here.
///
/// A lock that spins: Embedded Swift has no other, and what it guards takes nanoseconds.
final class PendingWork: @unchecked Sendable {
    // Unchecked: `functions`, and their places, are touched only by the thread that has set
    // `isLocked`.

    /// Those of this image.
    static let shared = PendingWork()

    private let isLocked = Atomic<Bool>(false)
    /// Each at its place: a dictionary would need libm in Embedded Swift.
    private var functions: [PendingFunction] = []

    /// Keeps a function.
    /// - Returns: what stands for it as the `data` of a C function.
    func add(_ function: PendingFunction) -> UnsafeMutableRawPointer {
        withLock {
            function.place = functions.count
            functions.append(function)
        }
        return Unmanaged.passUnretained(function).toOpaque()
    }

    /// The function, to be called or dropped. Once: the host calls it, or says that it will not.
    func take(_ data: UnsafeMutableRawPointer?) -> PendingFunction? {
        guard let data else { return nil }
        let function = Unmanaged<PendingFunction>.fromOpaque(data).takeUnretainedValue()
        withLock {
            functions.swapAt(function.place, functions.count - 1)
            functions[function.place].place = function.place
            functions.removeLast()
        }
        return function
    }

    /// The host calls back none of them any more.
    func removeAll() {
        let left = withLock {
            let left = functions
            functions = []
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
