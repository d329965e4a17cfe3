#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import PluginABI

    /// Runs functions on lanes of this copy, by the host's nano.timer/1.
    struct LaneTimers: @unchecked Sendable {
        // Unchecked: the table is read-only, and its functions may be called on any thread.
        private let host: Host
        private let table: UnsafePointer<nano_timers>

        /// - Throws: where the host has no nano.timer/1.
        init(_ host: Host) throws(PluginFailure) {
            guard let table = host.timerExtension else {
                throw PluginFailure("the host has no nano.timer/1, on which tasks run")
            }
            self.host = host
            self.table = table
        }

        /// Runs `function` with `data` on a lane. Once the copy has drained nothing runs any more.
        /// [any-thread]
        func run(
            _ function: @escaping @convention(c) (UnsafeMutableRawPointer?) -> Void,
            _ data: UnsafeMutableRawPointer?, after delay: Duration = .zero
        ) {
            let (seconds, attoseconds) = delay.components
            // Rounded up: nothing sleeps shorter than it asked.
            let attosecondsInOne: Int64 = 1_000_000_000_000_000
            let rest = (attoseconds + attosecondsInOne - 1) / attosecondsInOne
            let milliseconds = seconds * 1_000 + rest
            let code = table.pointee.start(
                host.pointer, UInt64(max(0, min(milliseconds, Int64(NANO_TIMER_DELAY_MS_MAX)))),
                function, data, nil)
            if code != NANO_OK && code != NANO_ERROR_STATE {
                host.log(.error, "a task was lost: nano.timer/1 returned \(code)")
            }
        }
    }
#endif
