// Carries out what an app's state machine asks for: which step of the app line each action is. A
// step returns the events that follow from it at once.

import Configuration

extension Lifecycle {
    func perform(_ action: AppState.Action, for name: AppName) -> [AppState.Event] {
        switch action {
        case .load(let id): return load(id)
        case .create(let id): return create(id)
        case .quiesce(let id): return call(.quiesce, in: id)
        case .resume(let id): return call(.resume, in: id)
        case .save(let id, let stage): return call(.save(stage), in: id)
        case .restore(let id, let former, let stage): return restore(id, from: former, stage)
        case .reject(let id): reject(id)
        case .publish:
            publish(name)
            settleKept(name)
        case .reload: return reload(name)
        case .moveToLanes(let id): moveToLanes(id)
        case .drain(let id): drain(id)
        case .cut(let id): cut(id)
        case .park(let id): park(id)
        case .endLanes(let id): endLanes(id)
        case .freezeLanes(let id): freezeLanes(id)
        case .pin(let id): pin(id)
        case .destroy(let id): destroy(id)
        case .close(let id): return close(id)
        case .forget: forget(name)
        }
        return []
    }

    /// Nothing calls the generation from here on but its `destroy`.
    private func endLanes(_ id: GenerationID) {
        records[id]?.context?.close()
        records[id]?.generation?.lanes.end()
    }

    /// Nothing calls the generation any more.
    private func freezeLanes(_ id: GenerationID) {
        records[id]?.context?.close()
        records[id]?.generation?.lanes.freeze()
    }

    func setPhaseDeadline(_ id: GenerationID, milliseconds: Int) {
        deadlines.set(.phase(id), at: MonotonicClock.milliseconds + milliseconds)
    }

    /// What operators are told of it lasts as long as it is asked for.
    func forget(_ name: AppName) {
        apps[name]?.kept?.remove()
        apps[name]?.outgoing?.remove()
        apps[name] = apps[name]?.forgotten
    }
}
