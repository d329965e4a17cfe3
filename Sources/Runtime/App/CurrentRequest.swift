import Glibc

/// The request that the calling thread is in `handle` for. It costs an inline request nothing: an
/// event loop's thread is told what it uses for all its requests, whenever that changes.
enum CurrentRequest {
    private static let key = {
        var key = pthread_key_t()
        let status = pthread_key_create(&key) { request in
            if let request { Unmanaged<AnyObject>.fromOpaque(request).release() }
        }
        precondition(status == 0, "pthread_key_create: \(String(cString: strerror(status)))")
        return key
    }()

    private static var kept: Unmanaged<AnyObject>? {
        pthread_getspecific(key).map { Unmanaged.fromOpaque($0) }
    }

    /// `nil` outside of `handle`.
    static var value: (any ServedRequest)? {
        let request = kept?.takeUnretainedValue() as? any ServedRequest
        return request?.isInHandle == true ? request : nil
    }

    /// Sets what stands for the calling thread's requests from now on. It is kept until then.
    static func set(_ request: (any ServedRequest)?) {
        let previous = kept
        let next = request.map { Unmanaged.passRetained($0 as AnyObject) }
        pthread_setspecific(key, next?.toOpaque())
        previous?.release()
    }
}
