// The state machine of one app: event in, actions out. A pure value: no file, thread, clock or
// image; the lifecycle thread feeds it and carries its actions out.
//
//     staged → loaded → creating → created → serving → draining → drained → unloaded
//                                               │          │            └──→ pinned(reason)
//                                               │          └ deadline ─→ parked → unloaded | pinned
//                                               └ fault ──→ poisoned → pinned(reason)
//
// An event changes what is known; then `settle` takes every step that has become possible. Of one
// app there is one candidate at a time, so that handing state over has two sides and no third.
//
// The rules that make a swap and a fault safe, which the tests assert after every event:
//   1. a generation is closed only when no event loop can lease it, no lease is held, and no
//      thread is inside its code (`mayBeLeased`, `lanes`, `strayCount` and `call` all say so);
//   2. a poisoned generation is never called again: not destroyed, not closed, not saved;
//   3. the route changes only when a new generation has been created, when the operator took the
//      app away or out of service, or when what serves has faulted: a candidate that fails changes
//      nothing;
//   4. whatever drains, and whatever runs in a plugin, has a deadline.

struct AppState: Equatable, Sendable {
    /// Offences in a minute after which an inline app is moved to lanes.
    static let blockedCountMax = 3

    private(set) var generations: [GenerationID: GenerationState] = [:]
    private(set) var route = AppRoute.unknown
    /// Faults of what served, in the last minute, since the app's file or settings changed.
    var faults = SlidingCount()
    /// Calls that held up an event loop.
    var blockedCalls = SlidingCount()
    /// It has held up event loops too often: its handlers run on lanes, until its file changes.
    var isMovedToLanes = false
    /// What faulted is to be loaded afresh, as soon as there is no other candidate.
    var isReloadDue = false

    var serving: GenerationID? {
        if case .serving(let id) = route { return id }
        return nil
    }

    /// The one generation that is on its way to be published.
    var candidate: GenerationID? {
        generations.first { $0.value.isCandidate }?.key
    }

    /// Whether requests of a generation that is not served any more are under way.
    var isDraining: Bool { generations.values.contains { $0.phase == .draining } }

    /// Whether a request, or a function of the plugin's own, may still be under way. What is left
    /// otherwise is an image that cannot be closed yet.
    var isUnderWay: Bool {
        route != .unknown || generations.values.contains { $0.phase != .closing }
    }

    /// The one entry point: every event an app can meet, in any order.
    mutating func handle(_ event: Event) -> [Action] {
        let actions = take(event)
        return publishingOnce(actions + settle()) + forgetIfDone()
    }

    /// A route that changes twice in one event is published as it is in the end.
    private func publishingOnce(_ actions: [Action]) -> [Action] {
        guard let first = actions.firstIndex(of: .publish) else { return actions }
        return actions[...first] + actions[(first + 1)...].filter { $0 != .publish }
    }

    private mutating func take(_ event: Event) -> [Action] {
        switch event {
        case .staged(let id, let origin): staged(id, origin)
        case .reloadFailed: reloadFailed()
        case .loaded(let id): loaded(id)
        case .loadFailed(let id): loadFailed(id)
        case .created(let id, let extensions): created(id, extensions)
        case .createFailed(let id): createFailed(id)
        case .quiesced(let id, let isSuccess): quiesced(id, isSuccess)
        case .resumed(let id): resumed(id)
        case .saved(let id, let isSuccess): saved(id, isSuccess)
        case .restored(let id, let isSuccess): restored(id, isSuccess)
        case .removed: removed()
        case .takenOut: takenOut()
        case .faulted(let id, let fault): faulted(id, fault)
        case .blocked(let id, let milliseconds): blocked(id, atMilliseconds: milliseconds)
        case .leasesEnded(let id): leasesEnded(id)
        case .lanesEnded(let id): lanesEnded(id)
        case .strayed(let id): strayed(id)
        case .strayReturned(let id): strayReturned(id)
        case .destroyed(let id): destroyed(id)
        case .deadline(let id): deadlinePassed(id)
        case .callDeadline(let id): callDeadlinePassed(id)
        case .closed(let id): closed(id)
        }
    }

    /// Takes every step that has become possible.
    private mutating func settle() -> [Action] {
        var actions: [Action] = []
        while let more = step() { actions += more }
        return actions
    }

    /// One step; `nil` where everything waits for an event.
    private mutating func step() -> [Action]? {
        if let id = candidate, let actions = advance(id) { return actions }
        if let id = serving, let actions = resume(id) { return actions }
        if let actions = reload() { return actions }
        for id in generations.keys.sorted() {
            if let actions = windDown(id) { return actions }
        }
        return nil
    }

    private func forgetIfDone() -> [Action] {
        generations.isEmpty && route == .unknown ? [.forget] : []
    }
}

// MARK: What the steps change

extension AppState {
    mutating func add(_ id: GenerationID, _ origin: GenerationState.Origin) {
        precondition(generations[id] == nil, "generation \(id) was staged twice")
        generations[id] = GenerationState(origin: origin)
    }

    mutating func update(_ id: GenerationID, _ change: (inout GenerationState) -> Void) {
        guard var state = generations[id] else {
            preconditionFailure("generation \(id) is unknown to its app")
        }
        change(&state)
        generations[id] = state
    }

    mutating func drop(_ id: GenerationID) {
        generations[id] = nil
    }

    mutating func lead(to route: AppRoute) -> [Action] {
        self.route = route
        return [.publish]
    }

    mutating func begin(_ call: GenerationState.Call, in id: GenerationID) {
        update(id) {
            precondition($0.call == nil, "generation \(id) is in a call already")
            $0.call = call
        }
    }

    /// A call has ended.
    /// - Returns: the generation as it was, or `nil` where it was not in this call.
    mutating func end(_ call: GenerationState.Call, in id: GenerationID) -> GenerationState? {
        guard let state = generations[id], state.call == call else { return nil }
        update(id) {
            $0.call = nil
            $0.isOverdue = false
        }
        return state
    }
}
