#if !hasFeature(Embedded)
    internal import PluginABI
    internal import PluginABI.SwiftTasks

    /// Runs the jobs of all tasks of this image on lanes of its copy.
    enum LaneTasks {
        /// The host's timers.
        // Unchecked: written once, in create(), before the first task; only read after that.
        nonisolated(unsafe) fileprivate static var timers:
            (host: Host, table: UnsafePointer<nano_timers>)?

        /// From here on, no task of this image reaches libdispatch.
        static func begin(on host: Host) throws(PluginFailure) {
            guard let table = host.timerExtension else {
                throw PluginFailure("the host has no nano.timer/1, on which tasks run")
            }
            timers = (host, table)
            nano_swift_take_tasks()
        }
    }

    /// Where Swift's runtime hands over a job. Once the copy has drained nothing runs any more, and
    /// the job is lost with its task. [any-thread]
    @c(nano_swift_schedule)
    func schedule(_ job: UnsafeMutableRawPointer, _ delayNanoseconds: UInt64) {
        guard let (host, table) = LaneTasks.timers else { return }
        // Rounded up: a task sleeps no shorter than it asked.
        let delayMilliseconds = (delayNanoseconds + 999_999) / 1_000_000
        let code = table.pointee.start(
            host.pointer, min(delayMilliseconds, UInt64(NANO_TIMER_DELAY_MS_MAX)),
            { if let job = $0 { nano_swift_run(job) } }, job, nil)
        if code == NANO_ERROR_LIMIT || code == NANO_ERROR_MEMORY {
            host.log(.error, "a task was lost: nano.timer/1 returned \(code)")
        }
    }
#endif
