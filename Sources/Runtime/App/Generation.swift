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

    init(
        id: GenerationID, spec: AppSpec, plugin: PluginInstance, isInline: Bool, lanes: Lanes,
        calls: OpenCalls
    ) {
        self.id = id
        self.spec = spec
        self.plugin = plugin
        self.isInline = isInline
        self.lanes = lanes
        self.calls = calls
    }

    var subject: EventSubject { spec.subject(id) }
}
