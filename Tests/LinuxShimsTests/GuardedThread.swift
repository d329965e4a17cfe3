import Glibc
import LinuxShims

/// A thread on which guarded calls may be made.
final class GuardedThread {
    private let handle: pthread_t

    private final class Start {
        let body: () -> Void

        init(_ body: @escaping () -> Void) {
            self.body = body
        }
    }

    init(_ body: @escaping @Sendable () -> Void) {
        var handle = pthread_t()
        pthread_create(
            &handle, nil,
            { argument in
                linux_guard_thread_run(
                    { Unmanaged<Start>.fromOpaque($0!).takeRetainedValue().body() }, argument)
                return nil
            }, Unmanaged.passRetained(Start(body)).toOpaque())
        self.handle = handle
    }

    func join() {
        pthread_join(handle, nil)
    }

    /// What `body` returns on a thread of its own.
    static func run<Result: Sendable>(
        _ body: @escaping @Sendable () throws -> Result
    ) throws -> Result {
        let outcome = Outcome<Result>()
        GuardedThread { outcome.result = Swift.Result { try body() } }.join()
        return try outcome.result!.get()
    }

    private final class Outcome<Value>: @unchecked Sendable {
        // Unchecked: written by a thread that is joined before it is read.
        var result: Swift.Result<Value, any Error>?
    }
}
