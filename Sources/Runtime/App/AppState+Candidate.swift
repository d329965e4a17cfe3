// Towards serving: a candidate is loaded, created, given the state of what serves, and published;
// or it is rejected, and nothing has changed.

extension AppState {
    mutating func staged(_ id: GenerationID, _ origin: GenerationState.Origin) -> [Action] {
        precondition(candidate == nil, "generation \(id) is staged beside another candidate")
        add(id, origin)
        return [.load(id)]
    }

    mutating func loaded(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.phase == .staged else { return [] }
        update(id) { $0.phase = state.isAbandoned ? .drained : .loaded }
        return []
    }

    mutating func loadFailed(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.phase == .staged else { return [] }
        drop(id)
        return [.reject(id)] + rejected(state.origin)
    }

    mutating func created(_ id: GenerationID, _ extensions: ExtensionSet) -> [Action] {
        guard let state = end(.create, in: id), state.phase != .poisoned else { return [] }
        update(id) {
            $0.needsDestroy = true
            $0.extensions = extensions
            if state.phase == .creating { $0.phase = state.isAbandoned ? .drained : .created }
        }
        return []
    }

    mutating func createFailed(_ id: GenerationID) -> [Action] {
        guard let state = end(.create, in: id), state.phase == .creating else { return [] }
        update(id) { $0.phase = .drained }
        return [.reject(id)] + rejected(state.origin)
    }

    /// The candidate's next step, if it waits for nothing.
    mutating func advance(_ id: GenerationID) -> [Action]? {
        switch generations[id]?.phase {
        case .loaded: return quiesce(for: id) ?? create(id)
        case .created: return handOver(to: id) ?? publish(id)
        default: return nil
        }
    }

    private mutating func create(_ id: GenerationID) -> [Action]? {
        guard !mustWaitToCreate(id) else { return nil }
        update(id) { $0.phase = .creating }
        begin(.create, in: id)
        return [.create(id)]
    }

    private mutating func publish(_ id: GenerationID) -> [Action]? {
        guard let state = generations[id], state.call == nil, !mustWaitForState(id) else {
            return nil
        }
        let previous = serving
        update(id) {
            $0.phase = .serving
            $0.mayBeLeased = true
            $0.lanes = .running
        }
        isReloadDue = false
        if state.origin != .afresh { faults.forget() }
        if state.origin == .newFile {
            blockedCalls.forget()
            isMovedToLanes = false
        }
        if let previous, state.isRestored { update(previous) { $0.remainder = .due } }
        return lead(to: .serving(id)) + (previous.map { drain($0) } ?? [])
    }

    /// A candidate whose `create` succeeded is out.
    mutating func rejectCreated(_ id: GenerationID) -> [Action] {
        guard let state = generations[id], state.phase == .created else { return [] }
        update(id) { $0.phase = .drained }
        return [.reject(id)] + rejected(state.origin)
    }

    /// What a rejection leaves behind: where nothing serves because of a fault, it is loaded
    /// afresh, and where that was rejected, there is nothing more to try.
    mutating func rejected(_ origin: GenerationState.Origin) -> [Action] {
        guard route == .reloading, candidate == nil else { return [] }
        if origin == .afresh { return lead(to: .quarantined) }
        isReloadDue = true
        return []
    }
}
