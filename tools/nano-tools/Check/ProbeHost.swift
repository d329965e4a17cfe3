import PluginABI
import PluginABITesting
import PluginHosting
import Synchronization

/// What a checked plugin sees of its host: a runtime's, but for nano.call/1 and nano.timer/1, which
/// are those of `nano/testing.h`. Valid as long as this object.
final class ProbeHost: @unchecked Sendable {
    // Unchecked: the harness's calls have a lock of their own; the rest is constant.
    private let wrapping: UnsafeMutablePointer<nano_test_wrapping>
    private let host: PluginHost
    /// As the plugin's manifest says.
    let streamsBodies: Bool
    /// How long a deferred call may take.
    let patienceSeconds: UInt32
    private let openCall = Atomic(false)

    /// What `create` is given.
    let pointer: UnsafePointer<nano_host>
    /// The requests under way.
    let calls: UnsafeMutablePointer<nano_test_calls>

    init(_ host: PluginHost, streamsBodies: Bool, patienceSeconds: UInt32) {
        self.host = host
        self.streamsBodies = streamsBodies
        self.patienceSeconds = patienceSeconds
        wrapping = .allocate(capacity: 1)
        wrapping.initialize(to: nano_test_wrapping())
        nano_test_wrapping_begin(wrapping, host.pointer)
        pointer = UnsafePointer(wrapping.pointer(to: \.host)!)
        calls = wrapping.pointer(to: \.calls)!
    }

    deinit {
        nano_test_calls_free(calls)
        wrapping.deallocate()
    }

    /// Whether a deferred call was not ended in time.
    var hasOpenCall: Bool { openCall.load(ordering: .relaxed) }

    /// A deferred call was not ended in time.
    func keepOpenCall() { openCall.store(true, ordering: .relaxed) }

    /// `create` has returned.
    func serve() { nano_test_serve(calls) }

    /// No callback and no timer runs after this.
    func drain() { nano_test_calls_end(calls, 0) }
}
