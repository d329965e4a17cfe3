import Glibc
import LinuxShims
import SystemPackage

/// A thread with a name, of the tool or of a generation: threads that a plugin starts on one of the
/// latter are counted as the generation's.
struct OwnedThread {
    private let handle: pthread_t

    private final class Start {
        let name: String
        let owner: UInt64
        let body: @Sendable () -> Void

        init(name: String, owner: UInt64, body: @escaping @Sendable () -> Void) {
            self.name = name
            self.owner = owner
            self.body = body
        }
    }

    /// - Parameters:
    ///   - name: 15 bytes are kept (`pthread_setname_np(3)`).
    ///   - owner: the generation's number, or 0 for the tool's own (`linux_thread.h`).
    /// - Throws: `Errno` where the kernel gives no thread.
    init(_ name: String, owner: UInt64 = 0, body: @escaping @Sendable () -> Void)
        throws(Errno)
    {
        let start = Unmanaged.passRetained(Start(name: name, owner: owner, body: body))
        var handle = pthread_t()
        let status = pthread_create(
            &handle, nil,
            { argument in
                let start = Unmanaged<Start>.fromOpaque(argument!).takeRetainedValue()
                linux_thread_name_set(start.name)
                _ = linux_thread_owner_set(start.owner)
                start.body()
                _ = linux_thread_owner_set(0)
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw Errno(rawValue: status)
        }
        self.handle = handle
    }

    /// Waits until it and its thread-local destructors have ended. Once.
    func join() { pthread_join(handle, nil) }
}
