import PluginHosting

/// What the lifecycle thread knows of one generation, from its staged copy to its end.
final class GenerationRecord {
    let id: GenerationID
    let spec: AppSpec
    let copy: StagedCopy
    let origin: GenerationState.Origin
    var image: PluginImage?
    /// Freed only after the image has left: the plugin may point into it as long as it is mapped.
    var host: PluginHost?
    /// From before its first call on.
    var guarded: GuardedImage?
    /// What its plugin has deferred.
    let calls = OpenCalls()
    /// What `host` offers beside the log: timers, a store, metrics, other servers.
    var context: HostContext?
    var generation: Generation?
    /// One per event loop, while it is published or drains.
    var shards: [LeaseShard] = []
    /// How many loops may still grant or hold a lease.
    var loopsHolding = 0
    /// Threads of its own calls, `create` to `destroy`, that are not joined yet.
    var ownerThreads: [NamedThread] = []
    /// Threads of event loops that were given up inside it.
    var strays: [StrayThread] = []
    /// Why it was rejected or parked, if a failing step has said so.
    var reason: String?
    /// What it faulted with.
    var fault: Fault?
    /// What it has saved and the next generation has not taken over yet.
    var savedState: SavedState?

    /// When its staging began.
    var stageStartMicroseconds: Int?
    var drainStartMicroseconds = 0
    var drainTimeoutMilliseconds = 0
    /// Leases held when the drain began.
    var activeAtDrainStart = 0
    /// Requests that its app had no generation for, before the drain.
    var unavailableAtDrainStart = 0
    var leasesEndedMicroseconds = 0
    var destroyStartMilliseconds: Int?
    /// When its image was to be closed, if threads of its own were in the way.
    var closeStartMilliseconds: Int?
    /// Operators know that its threads are in the way, and are to learn when they no longer are.
    var isToldParked = false
    /// As operators were told of it last.
    var told: (state: GenerationStatus.State, sinceUnixSeconds: Int)?

    init(
        id: GenerationID, spec: AppSpec, copy: StagedCopy, origin: GenerationState.Origin
    ) {
        self.id = id
        self.spec = spec
        self.copy = copy
        self.origin = origin
    }

    var subject: EventSubject { spec.subject(id) }

    /// Leases held now, on all loops: its `active_connections`.
    var active: Int { shards.reduce(0) { $0 + $1.held } }

    var drainElapsedMicroseconds: Int { MonotonicClock.microseconds - drainStartMicroseconds }

    /// Threads that have reported their end are gone within microseconds, unless thread-local
    /// destructors of the plugin hold them up.
    private static let joinMicroseconds = 500

    /// Whether no thread of its own is left; joins those that have ended.
    func joinsThreads() -> Bool {
        ownerThreads.removeAll { $0.join(withinMicroseconds: Self.joinMicroseconds) }
        let lanes = generation?.lanes
        let areLanesJoined = lanes?.join(withinMicroseconds: Self.joinMicroseconds) ?? true
        strays.removeAll { $0.thread.join(withinMicroseconds: Self.joinMicroseconds) }
        return ownerThreads.isEmpty && strays.isEmpty && areLanesJoined
    }
}
