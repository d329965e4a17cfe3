// What a plugin does wrong while it serves. A fault poisons its generation, a hang parks it; the
// app is loaded afresh, until it has happened too often.

extension AppState {
    mutating func faulted(_ id: GenerationID, _ fault: Incident) -> [Action] {
        guard let state = generations[id] else { return [] }
        switch state.phase {
        case .staged, .loaded, .poisoned, .closing: return []
        case .creating, .created, .serving, .draining, .drained, .parked: break
        }
        if fault.isThreadInside { return hang(id, fault) }
        update(id) {
            $0.phase = .poisoned
            $0.needsDestroy = false
            // Its leases were cut at the drain's deadline, and nobody waits for its calls.
            if state.phase == .parked {
                $0.mayBeLeased = false
                $0.call = nil
            }
        }
        let freezing: [Action] = state.lanes == .none ? [] : [.freezeLanes(id)]
        if state.isCandidate { return freezing + [.reject(id)] + rejected(state.origin) }
        guard serving == id else { return freezing }
        return freezing + [.drain(id)] + recover(fault)
    }

    private mutating func hang(_ id: GenerationID, _ fault: Incident) -> [Action] {
        guard let state = generations[id], !state.isHung else { return [] }
        switch state.phase {
        case .serving:
            update(id) { $0.isHung = true }
            return [.park(id)] + drain(id) + recover(fault)
        case .draining, .drained:
            update(id) { $0.isHung = true }
            return [.park(id)]
        default:
            return []
        }
    }

    /// Nothing serves any more. A candidate that is on its way replaces it; otherwise the same
    /// contents are loaded afresh.
    private mutating func recover(_ fault: Incident) -> [Action] {
        faults.add(atMilliseconds: fault.atMilliseconds)
        guard faults.count <= fault.countMax else { return lead(to: .quarantined) }
        isReloadDue = true
        return lead(to: .reloading)
    }

    mutating func reload() -> [Action]? {
        guard isReloadDue, route == .reloading, candidate == nil else { return nil }
        isReloadDue = false
        return [.reload]
    }

    mutating func reloadFailed() -> [Action] {
        guard route == .reloading, candidate == nil else { return [] }
        return lead(to: .quarantined)
    }

    mutating func blocked(_ id: GenerationID, atMilliseconds milliseconds: Int) -> [Action] {
        guard serving == id, !isMovedToLanes else { return [] }
        blockedCalls.add(atMilliseconds: milliseconds)
        guard blockedCalls.count >= Self.blockedCountMax else { return [] }
        isMovedToLanes = true
        return [.moveToLanes(id)]
    }

    mutating func strayed(_ id: GenerationID) -> [Action] {
        guard generations[id] != nil else { return [] }
        update(id) { $0.strayCount += 1 }
        return []
    }

    mutating func strayReturned(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.strayCount > 0 else { return [] }
        update(id) { $0.strayCount -= 1 }
        return []
    }
}
