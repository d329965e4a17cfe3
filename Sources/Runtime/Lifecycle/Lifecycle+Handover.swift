// What passes between the generation that serves and the next one: quiesce before `create`, state
// before the publication and once more when the former has drained. Every call has a deadline, and
// none runs on this thread.

extension Lifecycle {
    /// Calls a function of a plugin's extension, on a thread of its generation.
    func call(_ call: ExtensionCall, in id: GenerationID) -> [AppState.Event] {
        guard let record = records[id], let plugin = record.generation?.plugin else { return [] }
        setDeadline(of: call, record)
        do {
            let thread = try OwnerCall.run(call, plugin) { [mailbox] result in
                mailbox.post(.extensionEnded(id, call, result))
            }
            record.ownerThreads.removeAll { $0.join(withinMicroseconds: 0) }
            record.ownerThreads.append(thread)
            return []
        } catch {
            return conclude(call, .failure(.noThread(error.description)), record)
        }
    }

    /// Restores what another generation has saved.
    func restore(_ id: GenerationID, from former: GenerationID, _ stage: HandoverStage)
        -> [AppState.Event]
    {
        guard let state = records[former]?.savedState else { return [] }
        records[former]?.savedState = nil
        return call(.restore(state, from: former, stage), in: id)
    }

    /// A generation that serves goes on doing so, whatever becomes of the call; one that does not
    /// is rejected or parked with it.
    private func setDeadline(of call: ExtensionCall, _ record: GenerationRecord) {
        let milliseconds = options.callTimeoutMilliseconds
        if apps[record.spec.name]?.state.serving == record.id {
            deadlines.set(.call(record.id), at: MonotonicClock.milliseconds + milliseconds)
        } else {
            record.reason = "\(call.name) did not return in \(milliseconds) ms"
            setPhaseDeadline(record.id, milliseconds: milliseconds)
        }
    }

    func extensionEnded(
        _ id: GenerationID, _ call: ExtensionCall, _ result: Result<SavedState?, ExtensionCallError>
    ) {
        guard let record = records[id] else { return }
        for event in conclude(call, result, record) { feed(event, to: id) }
    }

    private func conclude(
        _ call: ExtensionCall, _ result: Result<SavedState?, ExtensionCallError>,
        _ record: GenerationRecord
    ) -> [AppState.Event] {
        let id = record.id
        deadlines.cancel(.call(id))
        var isSuccess = true
        if case .failure(let error) = result {
            isSuccess = false
            tellFailure(of: call, error.description, record)
        }
        switch call {
        case .quiesce:
            return [.quiesced(id, isSuccess: isSuccess)]
        case .resume:
            return [.resumed(id)]
        case .save:
            record.savedState = try? result.get()
            return [.saved(id, isSuccess: isSuccess)]
        case .restore(let state, let former, let stage):
            if stage == .publish { deadlines.cancel(.phase(id)) }
            if isSuccess {
                log.emit(.appHandedOver(record.subject, state, from: former, stage))
            }
            return [.restored(id, isSuccess: isSuccess)]
        }
    }

    private func tellFailure(of call: ExtensionCall, _ reason: String, _ record: GenerationRecord) {
        switch call {
        case .quiesce, .resume:
            log.emit(.appQuiesceFailed(record.subject, reason: reason))
        case .save(.publish):
            guard let candidate = apps[record.spec.name]?.state.candidate else { return }
            records[candidate]?.reason = "generation \(record.id): \(reason)"
        case .restore(_, _, .publish):
            record.reason = reason
        case .save(.drained), .restore(_, _, .drained):
            log.emit(.appHandoverFailed(record.subject, reason: reason))
        }
    }

    /// Nobody waits any longer for a call into a generation that serves.
    func callTimedOut(_ id: GenerationID) {
        guard let record = records[id], let state = apps[record.spec.name]?.state,
            let call = state.generations[id]?.call
        else { return }
        let reason = "\(call) did not return in \(options.callTimeoutMilliseconds) ms"
        switch call {
        case .quiesce, .resume: log.emit(.appQuiesceFailed(record.subject, reason: reason))
        case .restore: log.emit(.appHandoverFailed(record.subject, reason: reason))
        case .save: break  // Said where the candidate is rejected.
        case .create, .destroy: return
        }
        feed(.callDeadline(id), to: id)
    }

    /// Why a candidate is rejected that did nothing wrong.
    func reasonOfServing(_ candidate: GenerationRecord) -> String {
        let state = apps[candidate.spec.name]?.state
        guard let serving = state?.serving, let call = state?.generations[serving]?.call else {
            return "no reason given"
        }
        let milliseconds = options.callTimeoutMilliseconds
        return "generation \(serving): \(call) did not return in \(milliseconds) ms"
    }

    /// Says why nothing is handed over where only one of the two generations knows how to.
    func tellMissingHandover(to record: GenerationRecord, from former: GenerationID) {
        let knows = [former, record.id].map {
            records[$0]?.generation?.plugin.extensions.set.contains(.state) ?? false
        }
        guard knows[0] != knows[1] else { return }
        log.emit(
            .appHandoverSkipped(
                record.subject, from: former, lacking: knows[0] ? record.id : former))
    }
}
