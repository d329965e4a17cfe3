#if !hasFeature(Embedded) && !NANO_WITHOUT_ASYNC
    internal import Glibc

    /// Runs each part of a task on a thread of its own: an app's tasks go on although the process's
    /// own threads for tasks are all taken by tests that wait for them.
    final class ThreadPerJob: TaskExecutor {
        static let shared = ThreadPerJob()

        private final class Start {
            let job: UnownedJob

            init(_ job: UnownedJob) { self.job = job }
        }

        func enqueue(_ job: consuming ExecutorJob) {
            let start = Unmanaged.passRetained(Start(UnownedJob(job)))
            var thread = pthread_t()
            let status = pthread_create(
                &thread, nil,
                { argument in
                    let job = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue().job
                    job.runSynchronously(on: ThreadPerJob.shared.asUnownedTaskExecutor())
                    return nil
                }, start.toOpaque())
            precondition(status == 0, "no thread for a task: \(String(cString: strerror(status)))")
            pthread_detach(thread)
        }
    }
#endif
