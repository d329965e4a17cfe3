import Glibc

/// Whether the calling thread is an event loop's, which never waits.
enum EventLoopThread {
    private static let key = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key, nil)
        precondition(status == 0, "pthread_key_create: \(String(cString: strerror(status)))")
        return key
    }()

    static var isCurrent: Bool { pthread_getspecific(key) != nil }

    /// Marks the calling thread for as long as it lives.
    static func enter() {
        // Any address that is not null.
        pthread_setspecific(key, UnsafeRawPointer(bitPattern: 1))
    }
}
