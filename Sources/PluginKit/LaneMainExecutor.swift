#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    @_spi(ExperimentalCustomExecutors) internal import _Concurrency
    import Synchronization

    /// Runs the jobs of the main actor, one after the other, on lanes: a plugin has no main thread.
    final class LaneMainExecutor: MainExecutor {
        private let timers: LaneTimers
        private let waiting = Mutex<[UnownedJob]>([])

        init(_ timers: LaneTimers) { self.timers = timers }

        func enqueue(_ job: consuming ExecutorJob) {
            let job = UnownedJob(job)
            let isFirst = waiting.withLock { waiting in
                waiting.append(job)
                return waiting.count == 1
            }
            if isFirst { runNext() }
        }

        private func runNext() {
            timers.run(
                { _ in LaneExecutors.main?.runFirst() }, nil)
        }

        /// The first one stays in the queue while it runs, so that no other does.
        private func runFirst() {
            waiting.withLock { $0[0] }.runSynchronously(on: asUnownedSerialExecutor())
            let isMore = waiting.withLock { waiting in
                waiting.removeFirst()
                return !waiting.isEmpty
            }
            if isMore { runNext() }
        }

        // There is no loop to be run or stopped: the host's threads are not the plugin's.
        func run() throws {}
        func stop() {}
    }
#endif
