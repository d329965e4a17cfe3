import Foundation

/// Runs each piece of a task on a thread of its own. Tests that wait in system calls would
/// otherwise wait for one another: Swift's own threads are as many as the cores.
final class OwnThreads: TaskExecutor {
    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        let executor = asUnownedTaskExecutor()
        Thread { job.runSynchronously(on: executor) }.start()
    }
}
