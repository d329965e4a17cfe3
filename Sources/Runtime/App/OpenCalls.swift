import PluginABI
import PluginHosting

/// The deferred calls of one generation that have not ended, each found by its number.
///
/// Callable from every thread. Keeps the calls, and so their requests' memory, until they have
/// ended or `removeAll` is called.
final class OpenCalls: HostedCalls {
    private let calls = Monitor<[nano_call: any HostedCall]>([:])

    func add(_ call: any HostedCall, _ number: nano_call) {
        calls.withLock { $0[number] = call }
    }

    func remove(_ number: nano_call) {
        // Freed without the lock.
        _ = calls.withLock { $0.removeValue(forKey: number) }
    }

    func call(_ number: nano_call) -> (any HostedCall)? {
        calls.withLock { $0[number] }
    }

    /// The plugin's `destroy` has returned: what is still open ends with it.
    func removeAll() {
        // Freed without the lock.
        _ = calls.withLock { calls in
            defer { calls = [:] }
            return calls
        }
    }

    var count: Int { calls.withLock { $0.count } }
}
