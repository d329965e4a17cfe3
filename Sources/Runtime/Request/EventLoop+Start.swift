// The thread of an event loop. The loop is made on it, so that nothing of it ever belonged to
// another thread; LoopThread has those that go on with it.

import Configuration
import Sockets

extension EventLoop {
    /// Starts a loop on a thread of its own, and waits until it runs.
    /// - Parameters:
    ///   - name: of the thread.
    ///   - port: where others reach it.
    ///   - watchdog: replaces the thread where a plugin does not give it back.
    ///   - report: called on the loop.
    static func start(
        _ name: String, port: LoopPort, limits: Limits, admission: Admission,
        counters: LoopCounters, log: EventLog, accessLog: AccessLog? = nil,
        watchdog: Watchdog? = nil,
        report: @escaping @Sendable (EventLoopReport) -> Void
    ) throws {
        let started = Monitor<Result<LoopThread, SystemError>?>(nil)
        let slot = CallSlot()
        let thread = try NamedThread(name) {
            do throws(SystemError) {
                let loop = try EventLoop(
                    name, port: port, limits: limits, admission: admission, counters: counters,
                    log: log, accessLog: accessLog, watchdog: watchdog, report: report)
                let thread = LoopThread(loop, name, slot)
                started.withLock { $0 = .success(thread) }
                started.signal()
                thread.run { $0.run() }
            } catch {
                started.withLock { $0 = .failure(error) }
                started.signal()
            }
        }
        try started.wait { $0 }?.get().watch(thread)
    }

    /// Goes on where the loop's thread was given up in a plugin.
    func goOn(without call: InlineCall?) {
        inlineCall = nil
        replaceFrame()
        if let call { connections[call.connection]?.giveUp(call) }
        carryOutTasks()
        run()
    }
}
