// Rollback: what served before serves again, as a new generation from the copy that was kept. The
// file that was dropped is left alone, and is taken up when it changes.
//
// Signed plugins: the copy was authenticated when it was dropped, and an operator who goes back
// wants the older version, so that it is older is no objection; it is recorded as the version that
// served last, as any other. A key that was withdrawn since is one: nobody vouches for the copy.

import Configuration

extension Lifecycle {
    func rollBack(_ name: AppName) throws(ControlError) -> Progress {
        guard inventory.isAsked(name) else { throw .unknownApp(name) }
        guard let app = apps[name], app.kept != nil else {
            throw .conflict("app \(name): no generation before this one is kept")
        }
        switch app.state.route {
        case .unknown, .draining: throw .conflict("app \(name) serves nothing to go back from")
        case .serving, .drained, .reloading, .quarantined: return .waits(.turn)
        }
    }

    /// Begins a rollback that waits for its turn, if that has come.
    func rollBackIfDue(_ name: AppName) {
        let isMeant: (PendingCommand) -> Bool = { $0.goal == .turn && $0.command.app == name }
        guard commands.contains(where: isMeant), apps[name]?.state.candidate == nil else { return }
        do throws(ControlError) {
            let record = try stageKept(name)
            move(name, from: .turn, to: .serving(record.id))
            stage(record)
        } catch {
            answer(.failure(error), where: isMeant)
        }
    }

    private func stageKept(_ name: AppName) throws(ControlError) -> GenerationRecord {
        guard let kept = apps[name]?.kept, let spec = inventory.known[name]?.spec else {
            throw .conflict("app \(name): no generation before this one is kept")
        }
        guard kept.copy.keyWithdrawals == stager.signatures?.keyWithdrawals ?? 0 else {
            throw .rejected(
                "\(spec.path): a trusted key was withdrawn since generation \(kept.id) was loaded")
        }
        let id = GenerationID(lastGeneration + 1)
        let start = MonotonicClock.microseconds
        do throws(StageError) {
            let copy = try stager.stage(kept, app: name.text, generation: id)
            lastGeneration += 1
            let record = GenerationRecord(id: id, spec: spec, copy: copy, origin: .newFile)
            record.stageStartMicroseconds = start
            return record
        } catch {
            throw .rejected(error.description)
        }
    }

    // MARK: What is kept

    /// A generation that served does so no more.
    func keepForRollback(_ record: GenerationRecord) {
        if isShuttingDown { return }
        let name = record.spec.name
        apps[name]?.outgoing?.remove()
        apps[name]?.outgoing = KeptCopy(record)
        settleKept(name)
    }

    /// What served last becomes what is kept as soon as other contents serve: loaded afresh, or
    /// under other settings, the same ones are nothing to go back to.
    func settleKept(_ name: AppName) {
        guard let app = apps[name], let outgoing = app.outgoing, let serving = app.state.serving,
            let record = records[serving]
        else { return }
        apps[name]?.outgoing = nil
        if outgoing.isSame(as: record.copy) { return outgoing.remove() }
        app.kept?.remove()
        apps[name]?.kept = outgoing
    }
}
