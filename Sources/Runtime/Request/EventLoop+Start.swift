// The thread of an event loop. The loop is made on it, so that nothing of it ever belonged to
// another thread.

import Configuration
import Sockets

extension EventLoop {
    /// Starts a loop on a thread of its own, and waits until it runs.
    /// - Parameters:
    ///   - name: of the thread.
    ///   - port: where others reach it.
    ///   - report: called on the loop.
    static func start(
        _ name: String, port: LoopPort, limits: Limits, admission: Admission,
        counters: LoopCounters, log: EventLog, report: @escaping @Sendable (EventLoopReport) -> Void
    ) throws {
        let started = Monitor<Result<Void, SystemError>?>(nil)
        _ = try NamedThread(name) {
            do throws(SystemError) {
                let loop = try EventLoop(
                    port: port, limits: limits, admission: admission, counters: counters, log: log,
                    report: report)
                started.withLock { $0 = .success(()) }
                started.signal()
                loop.run()
            } catch {
                started.withLock { $0 = .failure(error) }
                started.signal()
            }
        }
        try started.wait { $0 }?.get()
    }
}
