import Glibc
import LinuxShims

/// A joinable thread with a name (`top -H`, `/proc/PID/task/TID/comm`) and, if it runs a plugin's
/// code, the generation it belongs to: threads that such code starts are counted as that
/// generation's. Guarded calls (`linux_guard.h`) may be made on each.
struct NamedThread: Sendable {
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

        func run() {
            linux_thread_name_set(name)
            _ = linux_thread_owner_set(owner)
            body()
        }
    }

    /// Starts a thread.
    /// - Parameters:
    ///   - name: 15 bytes are kept (`pthread_setname_np(3)`).
    ///   - owner: the generation whose code runs on it; `nil` for the runtime's own threads.
    /// - Throws: `ThreadError` when the kernel gives no thread (`pthread_create(3)`, EAGAIN).
    init(
        _ name: String, owner: GenerationID? = nil, body: @escaping @Sendable () -> Void
    ) throws(ThreadError) {
        let start = Unmanaged.passRetained(
            Start(name: name, owner: owner?.number ?? 0, body: body))
        var handle = pthread_t()
        // Not a thread that a plugin has started, even where a plugin's call has led here.
        let previous = linux_thread_for_runtime_set(1)
        defer { _ = linux_thread_for_runtime_set(previous) }
        let status = pthread_create(
            &handle, nil,
            { argument in
                linux_guard_thread_run(
                    { Unmanaged<Start>.fromOpaque($0!).takeRetainedValue().run() }, argument)
                _ = linux_thread_owner_set(0)
                return nil
            }, start.toOpaque())
        guard status == 0 else {
            start.release()
            throw ThreadError(name: name, code: status)
        }
        self.handle = handle
    }

    /// Waits at most this long until the thread and its thread-local destructors have ended.
    /// - Returns: whether it is joined now. Call it again only after `false`.
    func join(withinMicroseconds microseconds: Int) -> Bool {
        linux_thread_join_within(handle, microseconds) != 0
    }
}

struct ThreadError: Error, CustomStringConvertible {
    let name: String
    let code: Int32

    var description: String {
        "cannot start thread \(name): \(String(cString: strerror(code)))"
    }
}
