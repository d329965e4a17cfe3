import PluginABI
import PluginHosting

/// What the functions of the host's services work on, for one generation: made before its `create`,
/// and kept as long as its image.
final class HostContext: Sendable {
    /// What all its generations share.
    let app: AppServices
    /// Through which the generation is called back.
    let guarded: GuardedImage
    /// What the generation has deferred: requests to other servers are made on behalf of it.
    let calls: OpenCalls
    let timers: GenerationTimers
    let metrics: GenerationMetrics
    let http: GenerationHTTP
    private let gate: CallbackGate

    init(
        app: AppServices, _ guarded: GuardedImage, calls: OpenCalls, timers queue: TimerQueue
    ) {
        self.app = app
        self.guarded = guarded
        self.calls = calls
        gate = CallbackGate(timers: queue)
        timers = GenerationTimers(guarded, queue: queue, gate: gate)
        metrics = GenerationMetrics(registry: app.metrics)
        http = GenerationHTTP(app: app.http, gate: gate)
    }

    /// The generation serves: what its `create` has started may call it.
    func open(_ lanes: Lanes) {
        gate.open(lanes)
    }

    /// The generation has drained: nothing calls it from here on, and nothing more is started. A
    /// lane that waits for another server comes back.
    func close() {
        gate.close()
        timers.end()
        http.end()
    }

    /// The deferred call of this number; `nil` where it has ended, or never was.
    func call(_ number: nano_call) -> (any CancellableCall)? {
        calls.call(number) as? any CancellableCall
    }

    /// The context of the host that a plugin gave to one of these functions.
    static func of(_ host: UnsafePointer<nano_host>?) -> HostContext? {
        PluginHost.context(of: host, as: HostContext.self)
    }
}
