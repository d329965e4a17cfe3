@testable import Runtime

/// Carries out actions, and says which rule one of them breaks.
extension AppStateModel {
    mutating func carryOut(_ action: AppState.Action) {
        switch action {
        case .create(let id): create(id)
        case .quiesce(let id):
            enter(.quiesce, id)
            reality[id]!.wasAskedToQuiesce = true
        case .resume(let id): resume(id)
        case .save(let id, let stage): save(id, stage)
        case .restore(let id, let former, let stage): restore(id, former, stage)
        case .destroy(let id): destroy(id)
        case .drain(let id):
            require(!reality[id]!.isDraining, "\(id) drains twice")
            reality[id]!.isDraining = true
            reality[id]!.hasDeadline = true
        case .cut(let id):
            require(reality[id]!.isDraining, "cut of \(id), which does not drain")
            reality[id]!.wasCut = true
        case .endLanes(let id):
            require(!reality[id]!.isPoisoned, "lanes of \(id) end although it faulted")
            reality[id]!.areLanesEnding = reality[id]!.areLanesAlive
        case .freezeLanes(let id): require(reality[id]!.isPoisoned, "lanes of \(id) are frozen")
        case .moveToLanes(let id): require(state.serving == id, "\(id) is moved to lanes")
        case .pin(let id): pin(id)
        case .close(let id): close(id)
        case .reload: askForReload()
        case .load, .reject, .publish, .park, .forget: break
        }
    }

    /// Enters a function of the plugin, with a deadline: the candidate's own, or that of a call
    /// into what serves.
    private mutating func enter(_ call: GenerationState.Call, _ id: GenerationID) {
        let now = reality[id]!
        require(!now.isPoisoned, "\(call) of \(id), which has faulted")
        require(now.call == nil, "\(call) of \(id) during \(now.call!)")
        require(now.isCreated || call == .create, "\(call) of \(id) before create")
        require(!now.isDestroyed, "\(call) of \(id) after destroy")
        reality[id]!.call = call
        if state.serving == id {
            reality[id]!.hasCallDeadline = true
        } else {
            reality[id]!.hasDeadline = true
        }
    }

    private mutating func create(_ id: GenerationID) {
        require(reality[id]!.isLoaded, "create before load of \(id)")
        if let serving = state.serving, reality[serving]!.extensions.contains(.quiesce) {
            require(reality[serving]!.wasAskedToQuiesce, "\(serving) keeps what is exclusive")
        }
        enter(.create, id)
    }

    private mutating func resume(_ id: GenerationID) {
        require(reality[id]!.isQuiesced, "resume of \(id), which has not quiesced")
        let holder = reality.first { other, now in
            other > id && now.isCreated && !now.isDestroyed && !now.isPoisoned
                && state.generations[other]?.phase != .parked
        }
        require(holder == nil, "resume of \(id) before \(holder!.key) is destroyed")
        reality[id]!.isQuiesced = false
        enter(.resume, id)
    }

    private mutating func save(_ id: GenerationID, _ stage: HandoverStage) {
        let now = reality[id]!
        require(now.extensions.contains(.state), "save of \(id), which has no state")
        if stage == .drained {
            require(!now.mayBeLeased && !now.areLanesAlive, "save of \(id) before it has drained")
        } else {
            require(state.serving == id, "save of \(id), which does not serve")
        }
        enter(.save, id)
    }

    private mutating func restore(
        _ id: GenerationID, _ former: GenerationID, _ stage: HandoverStage
    ) {
        require(reality[id]!.extensions.contains(.state), "restore of \(id), which has no state")
        require(reality[former]?.hasSaved == true, "\(former) has saved nothing for \(id)")
        require((state.serving == id) == (stage == .drained), "\(id) is restored at \(stage)")
        require(id > former, "\(id) takes over from \(former)")
        reality[former]?.hasSaved = false
        enter(.restore, id)
    }

    private mutating func destroy(_ id: GenerationID) {
        let now = reality[id]!
        require(!now.mayBeLeased, "destroy of \(id) under a lease")
        require(!now.areLanesAlive, "destroy of \(id) under a lane")
        require(now.strayCount == 0, "destroy of \(id) with a thread inside")
        enter(.destroy, id)
    }

    private mutating func close(_ id: GenerationID) {
        let now = reality[id]!
        require(!now.isPoisoned, "close of \(id), which has faulted")
        require(!now.isClosing, "\(id) is closed twice")
        require(!now.mayBeLeased, "close of \(id) under a lease")
        require(!now.areLanesAlive, "close of \(id) under a lane")
        require(now.call == nil && now.strayCount == 0, "close of \(id) with a thread inside")
        require(!now.isCreated || now.isDestroyed, "close of \(id) without destroy")
        reality[id]!.isClosing = true
        reality[id]!.hasDeadline = false
    }

    private mutating func pin(_ id: GenerationID) {
        let now = reality[id]!
        require(now.isPoisoned, "\(id) is pinned although it has not faulted")
        require(!now.mayBeLeased || now.wasCut, "\(id) is pinned under a lease")
        reality[id] = nil
    }

    /// Only a created generation, a fault of what serves, or the operator, changes what requests
    /// get.
    mutating func checkRoute(
        from before: AppState, _ event: AppState.Event, _ actions: [AppState.Action]
    ) {
        if (before.route == state.route) == actions.contains(.publish) {
            fail("route \(before.route) became \(state.route) with \(actions)")
        }
        if actions.count(where: { $0 == .publish }) > 1 { fail("published twice: \(actions)") }
        checkTakenOut(before, event)
        if state.route == .quarantined, before.route != .quarantined { checkQuarantine(before) }
        guard let id = before.serving, before.route != state.route else { return }
        if let next = state.serving, next > id { return }
        switch event {
        case .removed, .takenOut: break
        case .faulted(id, _): break
        default: fail("\(event) took the route away from \(before.route)")
        }
    }

    /// What was taken out is out until a candidate that was staged later has been published.
    private mutating func checkTakenOut(_ before: AppState, _ event: AppState.Event) {
        if case .takenOut = event, state.serving != nil { fail("serves although it is taken out") }
        if before.route == .drained, let id = state.serving {
            require(id.number > takenOut, "\(id) serves, which was taken out")
        }
        if before.route == .drained, state.route != .drained, state.serving == nil {
            require(event == .removed, "\(event) ended what the operator asked for")
        }
        if state.route == .drained, before.route != .drained {
            require(event == .takenOut && before.route != .unknown, "drained by \(event)")
        }
    }

    /// Too many faults in a minute, or the contents that faulted could not be loaded again.
    private mutating func checkQuarantine(_ before: AppState) {
        if before.route == .reloading { return }
        let count = faultTimes.count { $0 > now - 60_000 }
        require(count > Self.faultCountMax, "quarantined after \(count) faults in a minute")
    }

    mutating func checkGenerations() {
        let servingPhases = state.generations.filter { $0.value.phase == .serving }.map(\.key)
        if servingPhases != (state.serving.map { [$0] } ?? []) {
            fail("serving \(servingPhases), routed to \(state.route)")
        }
        if let id = state.serving {
            require(!reality[id]!.isPoisoned && !reality[id]!.isHung, "\(id) serves after a fault")
        }
        require(
            state.generations.count(where: { $0.value.isCandidate }) <= 1, "several candidates")
        for (id, now) in reality { checkDeadlines(id, now) }
        require(
            Set(state.generations.keys) == Set(reality.keys), "generations were lost or kept")
    }

    private mutating func checkDeadlines(_ id: GenerationID, _ now: Reality) {
        guard let generation = state.generations[id] else { return }
        if generation.phase == .draining || generation.phase == .poisoned {
            require(
                now.hasDeadline || now.hasCallDeadline, "\(id) drains without a deadline")
        }
        if now.call != nil, !generation.isOverdue, generation.phase != .parked {
            require(
                now.hasDeadline || now.hasCallDeadline, "\(id) is in a call without a deadline")
        }
    }

    mutating func require(_ condition: Bool, _ text: @autoclosure () -> String) {
        if !condition { fail(text()) }
    }

    mutating func fail(_ text: String) {
        violation = violation ?? text
    }
}
