/// Work as a C function can be handed it, whatever its result.
class AnyGuardedWork {
    func run() {}

    /// A `void (*)(void *)` that runs the work it is given.
    static var entry: UnsafeRawPointer {
        let entry: @convention(c) (UnsafeRawPointer) -> Void = {
            Unmanaged<AnyGuardedWork>.fromOpaque($0).takeUnretainedValue().run()
        }
        return unsafeBitCast(entry, to: UnsafeRawPointer.self)
    }
}

/// Work with a result, if it came to its end.
final class GuardedWork<Result>: AnyGuardedWork {
    private let body: () -> Result
    private(set) var result: Result?

    init(_ body: @escaping () -> Result) {
        self.body = body
    }

    override func run() {
        // Not assigned while the body runs: it may never end, and an access would be under way.
        let result = body()
        self.result = result
    }
}
