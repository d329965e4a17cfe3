// What the board shows of one generation: the state machine's phases in the words of operators.

import ELFPreflight
import Glibc

extension GenerationRecord {
    /// What operators are told of it now.
    func status(_ known: GenerationState) -> GenerationStatus {
        let state = state(known)
        var reason: String?
        if state == .parked { reason = self.reason }
        if known.phase == .poisoned { reason = fault?.summary }
        return status(state, reason: reason)
    }

    func status(_ state: GenerationStatus.State, reason: String?) -> GenerationStatus {
        if told?.state != state { told = (state, time(nil)) }
        return GenerationStatus(
            id: id, state: state, version: copy.facts.manifest.version,
            buildID: copy.facts.buildID, unloadClass: copy.facts.unloadClass.rawValue,
            sinceUnixSeconds: told?.sinceUnixSeconds ?? 0, drain: drain(state), reason: reason,
            image: guarded, generation: generation, shards: shards)
    }

    private func drain(_ state: GenerationStatus.State) -> GenerationStatus.Drain? {
        guard state == .draining else { return nil }
        return GenerationStatus.Drain(
            startMilliseconds: drainStartMicroseconds / 1_000,
            timeoutMilliseconds: drainTimeoutMilliseconds, activeAtStart: activeAtDrainStart)
    }

    /// One that hangs, or whose threads keep it from being closed, was told as parked.
    private func state(_ known: GenerationState) -> GenerationStatus.State {
        switch known.phase {
        case .staged, .loaded, .creating, .created: .loading
        case .serving: .serving
        case .draining: known.isHung ? .parked : .draining
        case .poisoned: known.mayBeLeased ? .draining : .unloading
        case .drained: known.isHung ? .parked : .unloading
        case .closing: isToldParked ? .parked : .unloading
        case .parked: .parked
        }
    }
}
