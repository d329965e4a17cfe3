import Synchronization

/// One loaded copy of an app's plugin, from its `create` on: all that a request needs to know.
/// Reached by requests only through a lease.
final class Generation: Sendable {
    let id: GenerationID
    let spec: AppSpec
    let plugin: PluginInstance
    let lanes: Lanes
    /// Whether it is called at the head of a request, and reads the body as it arrives.
    let streamsBody: Bool
    /// Relaxed: a handler may run on either side while it changes, and no other memory hangs on it.
    private let runsInline: Atomic<Bool>
    /// Those of its requests that it has deferred.
    let calls: OpenCalls
    /// What this and the other generations of its app have under way.
    let traffic: AppTraffic
    /// Where the app has a bound on that.
    let limiter: AppLimiter?

    init(
        id: GenerationID, spec: AppSpec, plugin: PluginInstance, isInline: Bool,
        streamsBody: Bool, lanes: Lanes,
        calls: OpenCalls, traffic: AppTraffic
    ) {
        self.id = id
        self.spec = spec
        self.plugin = plugin
        self.lanes = lanes
        self.streamsBody = streamsBody
        self.calls = calls
        self.traffic = traffic
        limiter = AppLimiter(spec.settings, traffic)
        runsInline = Atomic(isInline)
    }

    /// Whether handlers run on the event loop; otherwise they run on `lanes`.
    var isInline: Bool { runsInline.load(ordering: .relaxed) }

    /// Handlers that begin from now on run on lanes.
    func moveToLanes() {
        runsInline.store(false, ordering: .relaxed)
    }

    var subject: EventSubject { spec.subject(id) }
}
