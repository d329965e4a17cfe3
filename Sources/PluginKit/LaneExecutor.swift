#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    @_spi(ExperimentalScheduling) internal import _Concurrency

    /// Runs the tasks of this image on lanes of its copy, and `Task.sleep` by their timers.
    final class LaneExecutor: TaskExecutor, SchedulingExecutor {
        private let timers: LaneTimers

        init(_ timers: LaneTimers) { self.timers = timers }

        func enqueue(_ job: consuming ExecutorJob) {
            timers.run(Self.run, UnownedJob(job).pointer)
        }

        func enqueue<C: Clock>(
            _ job: consuming ExecutorJob, after delay: C.Duration, tolerance: C.Duration?, clock: C
        ) {
            // Clocks that count in anything else are the author's own: their sleep is, too.
            let delay = delay as? Duration ?? .zero
            timers.run(Self.run, UnownedJob(job).pointer, after: delay)
        }

        private static let run: @convention(c) (UnsafeMutableRawPointer?) -> Void = { data in
            guard let data, let executor = LaneExecutors.lanes else { return }
            UnownedJob(data).runSynchronously(on: executor.asUnownedTaskExecutor())
        }
    }

    extension UnownedJob {
        /// The job as the data of a C function.
        var pointer: UnsafeMutableRawPointer {
            unsafeBitCast(self, to: UnsafeMutableRawPointer.self)
        }

        /// The job that `pointer` was made of.
        init(_ pointer: UnsafeMutableRawPointer) {
            self = unsafeBitCast(pointer, to: UnownedJob.self)
        }
    }
#endif
