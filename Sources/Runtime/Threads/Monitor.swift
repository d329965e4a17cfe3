import Glibc

/// A value behind a mutex with a condition: what `Synchronization.Mutex` has no wait for.
///
/// Callable from every thread, but never waited on by an event loop.
final class Monitor<State: ~Copyable>: @unchecked Sendable {
    // Unchecked: `state` is touched only with `mutex` held; the two pthread objects are made
    // for sharing and live at fixed addresses.
    private var state: State
    private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
    private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

    init(_ state: consuming sending State) {
        self.state = state
        pthread_mutex_init(mutex, nil)
        var attributes = pthread_condattr_t()
        pthread_condattr_init(&attributes)
        pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
        pthread_cond_init(condition, &attributes)
        pthread_condattr_destroy(&attributes)
    }

    deinit {
        pthread_cond_destroy(condition)
        pthread_mutex_destroy(mutex)
        condition.deallocate()
        mutex.deallocate()
    }

    func withLock<Result: ~Copyable, Failure: Error>(
        _ body: (inout State) throws(Failure) -> sending Result
    ) throws(Failure) -> sending Result {
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        return try body(&state)
    }

    /// Wakes one waiter.
    func signal() {
        pthread_cond_signal(condition)
    }

    /// Wakes all waiters.
    func broadcast() {
        pthread_cond_broadcast(condition)
    }

    /// Waits until `body` returns a value; it is asked again after every wake.
    /// - Parameter seconds: how long at most; `nil` waits for ever.
    /// - Returns: the value, or `nil` when the time was over first.
    func wait<Result>(
        seconds: Double? = nil, for body: (inout State) -> sending Result?
    ) -> sending Result? {
        var deadline = seconds.map(Self.monotonicTime(in:)) ?? timespec()
        pthread_mutex_lock(mutex)
        defer { pthread_mutex_unlock(mutex) }
        while true {
            if let result = body(&state) { return result }
            let status =
                seconds == nil
                ? pthread_cond_wait(condition, mutex)
                : pthread_cond_timedwait(condition, mutex, &deadline)
            if status == ETIMEDOUT { return body(&state) }
        }
    }

    private static func monotonicTime(in seconds: Double) -> timespec {
        var now = timespec()
        clock_gettime(CLOCK_MONOTONIC, &now)
        let nanoseconds = now.tv_nsec + Int(seconds * 1e9)
        return timespec(
            tv_sec: now.tv_sec + nanoseconds / 1_000_000_000,
            tv_nsec: nanoseconds % 1_000_000_000)
    }
}
