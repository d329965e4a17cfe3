// What passes between the generation that serves and its candidate: what is exclusive is given up
// before `create`, and state goes over before the publication and once more when the former has
// drained. Each is a call with a deadline of its own, and one at a time in a generation.

extension AppState {
    // MARK: Quiesce

    /// Has the serving generation give up what is exclusive, if it knows how to.
    mutating func quiesce(for candidate: GenerationID) -> [Action]? {
        guard let id = serving, let state = generations[id], state.call == nil,
            state.extensions.contains(.quiesce), !state.isQuiesced,
            generations[candidate]?.hasAskedToQuiesce == false
        else { return nil }
        update(candidate) { $0.hasAskedToQuiesce = true }
        begin(.quiesce, in: id)
        return [.quiesce(id)]
    }

    /// Whether the serving generation is still busy giving up, or taking back, what is exclusive.
    /// One that is overdue is waited for no more: whether `create` can do without is its matter.
    func mustWaitToCreate(_ candidate: GenerationID) -> Bool {
        guard let id = serving, let state = generations[id] else { return false }
        return state.extensions.contains(.quiesce) && state.call != nil && !state.isOverdue
    }

    mutating func quiesced(_ id: GenerationID, _ isSuccess: Bool) -> [Action] {
        guard end(.quiesce, in: id) != nil else { return [] }
        update(id) { $0.isQuiesced = isSuccess }
        return []
    }

    /// Has a generation that goes on serving take back what it gave up, when the candidate that
    /// was rejected has been destroyed.
    mutating func resume(_ id: GenerationID) -> [Action]? {
        guard let state = generations[id], state.isQuiesced, state.call == nil, candidate == nil,
            !generations.contains(where: { $0.key > id && $0.value.phase == .drained })
        else { return nil }
        update(id) { $0.isQuiesced = false }
        begin(.resume, in: id)
        return [.resume(id)]
    }

    mutating func resumed(_ id: GenerationID) -> [Action] {
        _ = end(.resume, in: id)
        return []
    }

    // MARK: State

    /// The serving generation, if its state is to go over to this candidate.
    private func predecessor(of candidate: GenerationID) -> GenerationID? {
        guard let id = serving, let state = generations[candidate], !state.isRestored,
            state.extensions.contains(.state),
            generations[id]?.extensions.contains(.state) == true
        else { return nil }
        return id
    }

    func mustWaitForState(_ candidate: GenerationID) -> Bool {
        predecessor(of: candidate) != nil
    }

    /// The next step of handing state to a candidate; `nil` where there is none, or none now.
    mutating func handOver(to candidate: GenerationID) -> [Action]? {
        guard let state = generations[candidate], state.call == nil,
            let id = predecessor(of: candidate), let former = generations[id]
        else { return nil }
        if state.hasState {
            begin(.restore, in: candidate)
            return [.restore(candidate, from: id, .publish)]
        }
        // A call that does not end would hold up every later deployment.
        if former.isOverdue { return rejectCreated(candidate) }
        guard former.call == nil else { return nil }
        begin(.save, in: id)
        return [.save(id, .publish)]
    }

    mutating func saved(_ id: GenerationID, _ isSuccess: Bool) -> [Action] {
        guard let state = end(.save, in: id) else { return [] }
        if state.phase == .drained, state.remainder == .due {
            update(id) { $0.remainder = isSuccess ? .saved : .none }
        }
        guard serving == id, !state.isOverdue, let candidate else { return [] }
        guard isSuccess else { return rejectCreated(candidate) }
        update(candidate) { $0.hasState = true }
        return []
    }

    mutating func restored(_ id: GenerationID, _ isSuccess: Bool) -> [Action] {
        guard let state = end(.restore, in: id), state.phase == .created else { return [] }
        guard isSuccess else { return rejectCreated(id) }
        update(id) { $0.isRestored = true }
        return []
    }

    // MARK: What changed in between

    /// The next step of handing over what changed since the publication.
    mutating func handOverRemainder(of id: GenerationID) -> RemainderStep {
        guard let state = generations[id], state.remainder != .none else { return .done }
        guard state.phase == .drained, let heir = serving, let next = generations[heir],
            next.isRestored, !next.isOverdue
        else {
            update(id) { $0.remainder = .none }
            return .done
        }
        if state.remainder == .due {
            begin(.save, in: id)
            return .actions([.save(id, .drained)])
        }
        guard next.call == nil else { return .wait }
        update(id) { $0.remainder = .none }
        begin(.restore, in: heir)
        return .actions([.restore(heir, from: id, .drained)])
    }

    enum RemainderStep: Equatable {
        /// Nothing is left to hand over, or nobody to take it.
        case done
        /// The generation that serves is in another call.
        case wait
        case actions([Action])
    }
}
