import Dispatch
import Synchronization

/// Asynchronous work for a command whose thread waits for it: `serve` needs the main thread, so no
/// command of this program is asynchronous by itself.
final class AsynchronousRun: Sendable {
    private let failure = Mutex<(any Error)?>(nil)
    private let end = DispatchSemaphore(value: 0)

    /// Waits until `work` has ended, on the caller's thread.
    static func wait(_ work: @escaping @Sendable () async throws -> Void) throws {
        let run = AsynchronousRun()
        Task {
            do {
                try await work()
            } catch {
                run.failure.withLock { $0 = error }
            }
            run.end.signal()
        }
        run.end.wait()
        if let failure = run.failure.withLock({ $0 }) { throw failure }
    }
}
