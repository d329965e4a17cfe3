// Sees to it that no call into a plugin takes an event loop or a lane away for good. One thread
// looks at what the others do; a call costs those a few stores (`CallSlot`). What becomes of a call
// that takes too long is decided by `CallWatch`:
//
//   told as blocking → interrupted, again and again → its thread given up, and replaced
//
// An interrupt ends a call only if its thread runs the plugin's own code at that moment; in the C
// library or the kernel it is let be, since a landing would leave those half done.

import LinuxShims

/// Threads: `watch`, `forget` and `declareOverdue` from every thread; all else is its own.
final class Watchdog: Sendable {
    /// Gives a written-off thread's work to another one.
    /// - Returns: `false` if that has to be tried again.
    typealias Replacement = @Sendable (CallView) -> Bool

    struct Watched: Sendable {
        let slot: CallSlot
        let kind: CallWatch.Kind
        let replace: Replacement
    }

    struct State {
        var watched: [Watched] = []
        /// Calls on lanes whose time is over, by their tags, and since when.
        var overdue: [UInt64: Int] = [:]
        /// Given up on event loops, and not returned yet.
        var strays: [(slot: CallSlot, owner: GenerationID)] = []
        var isStopped = false
    }

    let monitor = Monitor(State())
    let report: @Sendable (WatchReport) -> Void

    /// - Parameter report: called on the watchdog's thread; must not block.
    init(report: @escaping @Sendable (WatchReport) -> Void) {
        self.report = report
    }

    func start() throws(ThreadError) {
        _ = try NamedThread("watchdog") { [self] in run() }
    }

    /// Ends the thread.
    func stop() {
        monitor.withLock { $0.isStopped = true }
        monitor.signal()
    }

    /// Watches a thread's calls from now on.
    /// - Parameter replace: called when the thread was given up, on the watchdog's thread.
    func watch(_ slot: CallSlot, _ kind: CallWatch.Kind, replace: @escaping Replacement) {
        monitor.withLock {
            $0.watched.append(Watched(slot: slot, kind: kind, replace: replace))
        }
    }

    func forget(_ slot: CallSlot) {
        monitor.withLock { state in state.watched.removeAll { $0.slot === slot } }
    }

    /// A call that runs on a lane is to be ended: its request has been answered.
    /// - Parameter tag: as in its `PluginFunction`; never used for another call.
    func declareOverdue(_ tag: UInt64) {
        monitor.withLock { $0.overdue[tag] = MonotonicClock.milliseconds }
    }
}
