/// One loaded copy of an app's plugin, from its `create` on: all that a request needs to know.
/// Immutable, and reached by requests only through a lease.
final class Generation: Sendable {
    let id: GenerationID
    let spec: AppSpec
    let plugin: PluginInstance
    /// Whether handlers run on the event loop; otherwise they run on `lanes`.
    let isInline: Bool
    let lanes: Lanes
    /// Those of its requests that it has deferred.
    let calls: OpenCalls
    /// What this and the other generations of its app have under way.
    let traffic: AppTraffic
    /// Where the app has a bound on that.
    let limiter: AppLimiter?

    init(
        id: GenerationID, spec: AppSpec, plugin: PluginInstance, isInline: Bool, lanes: Lanes,
        calls: OpenCalls, traffic: AppTraffic
    ) {
        self.id = id
        self.spec = spec
        self.plugin = plugin
        self.isInline = isInline
        self.lanes = lanes
        self.calls = calls
        self.traffic = traffic
        limiter = AppLimiter(spec.settings, traffic)
    }

    var subject: EventSubject { spec.subject(id) }
}
