import Glibc

/// Until when the calling thread's work is of use to anybody: on a lane, while it runs a handler,
/// the end of the request's time.
enum ThreadDeadline {
    private static let key = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "pthread_key_create: \(String(cString: strerror(status)))")
        return key
    }()

    /// A time of `MonotonicClock`, in milliseconds; `nil` for none.
    static var currentMilliseconds: Int? {
        // The time is the address.
        pthread_getspecific(key).map { Int(bitPattern: $0) }
    }

    /// Sets it for the calling thread: `nil` where no handler runs any more.
    static func set(milliseconds: Int?) {
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: milliseconds ?? 0))
    }
}
