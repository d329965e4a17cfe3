// Away from serving: leases end, then lanes, then the last of its state goes over, then `destroy`
// runs, then the image is closed. What faulted skips all that and stays.

extension AppState {
    mutating func removed() -> [Action] {
        abandonOthers()
        switch route {
        case .serving(let id): return lead(to: .draining(id)) + drain(id)
        case .drained: return lead(to: draining.map { .draining($0) } ?? .unknown)
        case .reloading, .quarantined: return lead(to: .unknown)
        case .draining, .unknown: return []
        }
    }

    /// What answers at the app's hosts no longer does; where nothing does, there is nothing to
    /// take out.
    mutating func takenOut() -> [Action] {
        switch route {
        case .draining, .unknown: return []
        case .serving, .reloading, .quarantined, .drained: abandonOthers()
        }
        switch route {
        case .serving(let id): return lead(to: .drained) + drain(id)
        case .reloading, .quarantined: return lead(to: .drained)
        case .draining, .unknown, .drained: return []
        }
    }

    /// No candidate is published any more, and nothing is loaded afresh.
    private mutating func abandonOthers() {
        isReloadDue = false
        for id in generations.keys where serving != id { update(id) { $0.isAbandoned = true } }
    }

    /// The last generation whose requests are still under way.
    private var draining: GenerationID? {
        generations.filter { $0.value.phase == .draining }.keys.max()
    }

    mutating func drain(_ id: GenerationID) -> [Action] {
        update(id) { $0.phase = .draining }
        return [.drain(id)]
    }

    mutating func leasesEnded(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.mayBeLeased, serving != id else { return [] }
        update(id) {
            $0.mayBeLeased = false
            if state.phase == .draining { $0.phase = .drained }
        }
        return []
    }

    mutating func lanesEnded(_ id: GenerationID) -> [Action] {
        guard generations[id]?.lanes == .ending else { return [] }
        update(id) { $0.lanes = .none }
        return []
    }

    mutating func destroyed(_ id: GenerationID) -> [Action] {
        _ = end(.destroy, in: id)
        return []
    }

    /// The next step of a generation on its way out, whatever brought it there; `nil` where one of
    /// them is not over yet.
    mutating func windDown(_ id: GenerationID) -> [Action]? {
        guard let state = generations[id], !state.mayBeLeased else { return nil }
        switch state.phase {
        case .poisoned: return pin(id)
        case .loaded where state.isAbandoned, .created where state.isAbandoned:
            update(id) { $0.phase = .drained }
            return []
        case .drained, .parked: return endCalls(id, state)
        default: return nil
        }
    }

    private mutating func endCalls(_ id: GenerationID, _ state: GenerationState) -> [Action]? {
        if state.lanes == .running {
            update(id) { $0.lanes = .ending }
            return [.endLanes(id)]
        }
        guard state.lanes == .none, state.call == nil, state.strayCount == 0 else { return nil }
        switch handOverRemainder(of: id) {
        case .wait: return nil
        case .actions(let actions): return actions
        case .done: break
        }
        if state.needsDestroy {
            update(id) { $0.needsDestroy = false }
            begin(.destroy, in: id)
            return [.destroy(id)]
        }
        update(id) { $0.phase = .closing }
        return [.close(id)]
    }

    private mutating func pin(_ id: GenerationID) -> [Action]? {
        guard generations[id]?.call == nil else { return nil }
        drop(id)
        return [.pin(id)] + leaveRoute(id)
    }

    mutating func deadlinePassed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id] else { return [] }
        switch state.phase {
        case .creating, .created:
            guard state.call != nil else { return [] }
            update(id) { $0.phase = .parked }
            return [.reject(id), .park(id)] + rejected(state.origin)
        case .draining:
            // Lanes end when the cut has: calls are told of it there.
            update(id) { $0.phase = .parked }
            return [.cut(id)] + tellParked(id, state) + leaveRoute(id)
        case .drained:
            update(id) { $0.phase = .parked }
            return tellParked(id, state) + leaveRoute(id)
        case .poisoned:
            update(id) {
                $0.mayBeLeased = false
                $0.call = nil
            }
            return state.mayBeLeased ? [.cut(id)] : []
        case .closing:
            // A thread of its own keeps the image from being closed: the app is out all the same.
            return leaveRoute(id)
        case .staged, .loaded, .serving, .parked:
            return []
        }
    }

    private func tellParked(_ id: GenerationID, _ state: GenerationState) -> [Action] {
        state.isHung ? [] : [.park(id)]
    }

    /// Nobody waits any longer for a call into a generation that serves, or served when it began.
    mutating func callDeadlinePassed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.call != nil else { return [] }
        update(id) {
            $0.isOverdue = true
            // Nothing of it is used again, so a thread inside does no harm.
            if state.phase == .poisoned { $0.call = nil }
        }
        return []
    }

    mutating func closed(_ id: GenerationID) -> [Action] {
        guard generations[id]?.phase == .closing else { return [] }
        drop(id)
        return leaveRoute(id)
    }

    /// The generation no longer answers, not even with 503.
    private mutating func leaveRoute(_ id: GenerationID) -> [Action] {
        route == .draining(id) ? lead(to: .unknown) : []
    }
}
