// The drain state machine of one app: event in, actions out. A pure value: no file, thread, clock
// or image; the lifecycle thread feeds it and carries its actions out.
//
//     staged → loaded → serving → draining → drained → unloaded
//                                   │            └──→ pinned(reason)
//                                   └ deadline ─→ parked → unloaded | pinned
//
// Three rules make a swap safe, and the tests assert them after every event:
//   1. a generation is closed only when no event loop can lease it, no lease is held, and no
//      thread is inside its code (`leases`, `threads` and `call` all say so);
//   2. the route changes only when a new generation has been created, or when the operator took
//      the app away: a candidate that fails changes nothing;
//   3. whatever drains has a deadline.

/// What is known of one generation.
struct GenerationState: Equatable, Sendable {
    enum Phase: Equatable, Sendable {
        /// Its private copy passed the pre-flight; the image is being loaded.
        case staged
        /// The image is loaded; `create` runs.
        case loaded
        /// New requests reach it.
        case serving
        /// No new lease is granted; waits for the held ones.
        case draining
        /// No lease is held: lanes end, then `destroy` runs.
        case drained
        /// A deadline passed with a thread still inside its code; waits for that thread.
        case parked
        /// `dlclose` and verification are under way.
        case closing
    }

    var phase = Phase.staged
    /// A table on some loop may still grant or hold a lease.
    var mayBeLeased = false
    /// Lanes may still run its handlers.
    var mayHaveLanes = false
    /// A thread is inside `create` or `destroy`.
    var isInCall = false
    /// `create` succeeded, and `destroy` has not been started.
    var needsDestroy = false
    /// The operator removed the app before this candidate was ready: it is never published.
    var isAbandoned = false
}

/// What new requests for the app get.
enum AppRoute: Equatable, Sendable {
    /// 404: the app's hosts are unknown.
    case unknown
    case serving(GenerationID)
    /// 503 with Retry-After: the app was removed, and this generation still drains.
    case draining(GenerationID)
}

struct AppState: Equatable, Sendable {
    enum Event: Equatable, Sendable {
        /// A new candidate has passed the pre-flight.
        case staged(GenerationID)
        case loaded(GenerationID)
        case loadFailed(GenerationID)
        case created(GenerationID)
        case createFailed(GenerationID)
        /// The operator removed the app, or the process shuts down.
        case removed
        /// All loops have taken up a table without it, and the last lease has ended.
        case leasesEnded(GenerationID)
        /// All its lanes have ended.
        case lanesEnded(GenerationID)
        case destroyed(GenerationID)
        /// The deadline of the phase it is in has passed.
        case deadline(GenerationID)
        /// The image has left the process, or stays for good: either way it is done with.
        case closed(GenerationID)
    }

    enum Action: Equatable, Sendable {
        case load(GenerationID)
        /// Run `create` on a thread of the generation, with the call deadline.
        case create(GenerationID)
        /// The candidate is out; the app goes on as it was.
        case reject(GenerationID)
        /// Route new requests as `route` now says.
        case publish
        /// Take the generation out of every loop and report when its leases have ended.
        case drain(GenerationID)
        /// Close the connections whose requests hold leases of it.
        case cut(GenerationID)
        case park(GenerationID)
        case endLanes(GenerationID)
        /// Run `destroy` on a thread of the generation, with the call deadline.
        case destroy(GenerationID)
        /// Close the image and verify that it left.
        case close(GenerationID)
        /// Nothing of the app is left.
        case forget
    }

    private(set) var generations: [GenerationID: GenerationState] = [:]
    private(set) var route = AppRoute.unknown
    /// Whether the operator wants the app.
    private(set) var isWanted = false

    var serving: GenerationID? {
        if case .serving(let id) = route { return id }
        return nil
    }

    /// Whether a request, or the plugin's own `create` or `destroy`, may still be under way. What
    /// is left otherwise is an image that cannot be closed yet.
    var isUnderWay: Bool {
        route != .unknown || generations.values.contains { $0.phase != .closing }
    }

    /// The one entry point: every event an app can meet, in any order.
    mutating func handle(_ event: Event) -> [Action] {
        switch event {
        case .staged(let id): staged(id)
        case .loaded(let id): loaded(id)
        case .loadFailed(let id): loadFailed(id)
        case .created(let id): created(id)
        case .createFailed(let id): createFailed(id)
        case .removed: removed()
        case .leasesEnded(let id): leasesEnded(id)
        case .lanesEnded(let id): lanesEnded(id)
        case .destroyed(let id): destroyed(id)
        case .deadline(let id): deadlinePassed(id)
        case .closed(let id): closed(id)
        }
    }
}

// MARK: Towards serving

extension AppState {
    private mutating func staged(_ id: GenerationID) -> [Action] {
        precondition(generations[id] == nil, "generation \(id) was staged twice")
        isWanted = true
        generations[id] = GenerationState()
        return [.load(id)]
    }

    private mutating func loaded(_ id: GenerationID) -> [Action] {
        guard generations[id]?.phase == .staged else { return [] }
        update(id) {
            $0.phase = .loaded
            $0.isInCall = true
        }
        return [.create(id)]
    }

    private mutating func loadFailed(_ id: GenerationID) -> [Action] {
        guard generations[id]?.phase == .staged else { return [] }
        generations[id] = nil
        return [.reject(id)] + forgetIfDone()
    }

    private mutating func created(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.isInCall,
            state.phase == .loaded || state.phase == .parked
        else { return [] }
        update(id) {
            $0.isInCall = false
            $0.needsDestroy = true
        }
        let isNewest = serving.map { $0 < id } ?? true
        guard state.phase == .loaded, !state.isAbandoned, isNewest else { return windDown(id) }
        return publish(id)
    }

    private mutating func publish(_ id: GenerationID) -> [Action] {
        let previous = serving
        update(id) {
            $0.phase = .serving
            $0.mayBeLeased = true
            $0.mayHaveLanes = true
        }
        route = .serving(id)
        return [.publish] + (previous.map { drain($0) } ?? [])
    }

    private mutating func createFailed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.isInCall,
            state.phase == .loaded || state.phase == .parked
        else { return [] }
        update(id) { $0.isInCall = false }
        let wasReported = state.phase == .parked
        return (wasReported ? [] : [.reject(id)]) + windDown(id)
    }
}

// MARK: Away from serving

extension AppState {
    private mutating func removed() -> [Action] {
        isWanted = false
        for id in generations.keys where serving != id { update(id) { $0.isAbandoned = true } }
        guard let id = serving else { return forgetIfDone() }
        route = .draining(id)
        return [.publish] + drain(id)
    }

    private mutating func drain(_ id: GenerationID) -> [Action] {
        update(id) { $0.phase = .draining }
        return [.drain(id)]
    }

    private mutating func leasesEnded(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.mayBeLeased,
            state.phase == .draining || state.phase == .parked
        else { return [] }
        update(id) { $0.mayBeLeased = false }
        return windDown(id)
    }

    private mutating func lanesEnded(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.mayHaveLanes,
            state.phase == .drained || state.phase == .parked
        else { return [] }
        update(id) { $0.mayHaveLanes = false }
        return windDown(id)
    }

    private mutating func destroyed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.isInCall, !state.needsDestroy,
            state.phase == .drained || state.phase == .parked
        else { return [] }
        update(id) { $0.isInCall = false }
        return windDown(id)
    }

    /// The next step of a generation on its way out, whatever brought it there: leases, then
    /// lanes, then `destroy`, then the image. Waits where one of them is not over yet.
    private mutating func windDown(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], !state.mayBeLeased, !state.isInCall else { return [] }
        if state.phase != .parked { update(id) { $0.phase = .drained } }
        if state.mayHaveLanes { return state.phase == .parked ? [] : [.endLanes(id)] }
        if state.needsDestroy {
            update(id) {
                $0.needsDestroy = false
                $0.isInCall = true
            }
            return [.destroy(id)]
        }
        update(id) { $0.phase = .closing }
        return [.close(id)]
    }

    private mutating func deadlinePassed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id] else { return [] }
        switch state.phase {
        case .loaded:
            update(id) { $0.phase = .parked }
            return [.reject(id), .park(id)]
        case .draining:
            update(id) { $0.phase = .parked }
            return [.cut(id), .park(id), .endLanes(id)] + leaveRoute(id)
        case .drained:
            update(id) { $0.phase = .parked }
            return [.park(id)] + leaveRoute(id)
        case .closing:
            // A thread of its own keeps the image from being closed: the app is out all the same.
            return leaveRoute(id)
        case .staged, .serving, .parked:
            return []
        }
    }

    private mutating func closed(_ id: GenerationID) -> [Action] {
        guard generations[id]?.phase == .closing else { return [] }
        generations[id] = nil
        return leaveRoute(id) + forgetIfDone()
    }

    /// The generation no longer answers, not even with 503.
    private mutating func leaveRoute(_ id: GenerationID) -> [Action] {
        guard route == .draining(id) else { return [] }
        route = .unknown
        return [.publish]
    }

    private func forgetIfDone() -> [Action] {
        generations.isEmpty && route == .unknown ? [.forget] : []
    }

    private mutating func update(_ id: GenerationID, _ change: (inout GenerationState) -> Void) {
        guard var state = generations[id] else {
            preconditionFailure("generation \(id) is unknown to its app")
        }
        change(&state)
        generations[id] = state
    }
}
