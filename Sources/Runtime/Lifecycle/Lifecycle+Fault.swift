// What a plugin does wrong while it serves: faults and hangs take the generation out of service,
// and its contents are loaded afresh; calls that hold up an event loop move it to lanes.

import Configuration

extension Lifecycle {
    /// A thread has seen a fault.
    func faulted(_ id: GenerationID, _ fault: Fault) {
        poison(id, fault)
        endOwnerCall(of: id, fault)
    }

    /// Several faults may come of one generation: the first one counts.
    private func poison(_ id: GenerationID, _ fault: Fault) {
        guard let record = records[id], let state = apps[record.spec.name]?.state,
            let known = state.generations[id], known.phase != .poisoned,
            !(known.isHung && fault.isThreadInside)
        else { return }
        let fault = named(fault, by: record.copy)
        log.emit(.appFaulted(record.subject, fault))
        record.fault = fault
        let kind: WritableKeyPath<AppCounts, Int> = fault.isHang ? \.hangs : \.faults
        count(record.spec.name) { $0[keyPath: kind] += 1 }
        record.reason = fault.summary
        if state.serving == id { keep(record, for: record.spec.name) }
        feed(
            .faulted(
                id,
                AppState.Incident(
                    isThreadInside: fault.isThreadInside,
                    atMilliseconds: MonotonicClock.milliseconds,
                    countMax: record.spec.settings.faultCountMax)), to: id)
    }

    /// A call of the app line's own that faulted reports nothing else: it has ended with that.
    private func endOwnerCall(of id: GenerationID, _ fault: Fault) {
        guard let record = records[id],
            let call = apps[record.spec.name]?.state.generations[id]?.call,
            fault.function == "\(call)", !fault.isThreadInside
        else { return }
        switch call {
        case .create: feed(.createFailed(id), to: id)
        case .quiesce: feed(.quiesced(id, isSuccess: false), to: id)
        case .resume: feed(.resumed(id), to: id)
        case .save: feed(.saved(id, isSuccess: false), to: id)
        case .restore: feed(.restored(id, isSuccess: false), to: id)
        case .destroy: feed(.destroyed(id), to: id)
        }
    }

    private func named(_ fault: Fault, by copy: StagedCopy) -> Fault {
        guard let file = try? MappedFile(copy.path) else { return fault }
        return fault.named(by: file.bytes)
    }

    private func keep(_ record: GenerationRecord, for name: AppName) {
        apps[name]?.quarantineReason = record.reason ?? ""
        apps[name]?.faulted = FaultedCopy(record)
    }

    private static let reloadRetryMilliseconds = 1_000

    /// Stages what faulted again: the copy, not the file, which may be another one by now.
    func reload(_ name: AppName) -> [AppState.Event] {
        deadlines.cancel(.reload(name))
        guard let app = apps[name], app.state.route == .reloading, app.state.candidate == nil
        else { return [] }
        guard let faulted = app.faulted else { return [.reloadFailed] }
        let id = GenerationID(lastGeneration + 1)
        do {
            let copy = try stager.stage(afresh: faulted, generation: id)
            lastGeneration += 1
            let record = GenerationRecord(id: id, spec: faulted.spec, copy: copy, origin: .afresh)
            records[id] = record
            return [.staged(id, .afresh)]
        } catch {
            refuse(faulted.spec, error.description, at: .stage)
            // A full disk, no descriptor: it is tried again.
            deadlines.set(
                .reload(name), at: MonotonicClock.milliseconds + Self.reloadRetryMilliseconds)
            return []
        }
    }

    func reloadAgain(_ name: AppName) {
        for event in reload(name) { feed(event, to: name) }
    }

    /// An inline handler has held up its event loop.
    func blocked(_ id: GenerationID, milliseconds: Int) {
        guard let record = records[id] else { return }
        let now = MonotonicClock.milliseconds
        if let count = apps[record.spec.name]?.blocked.add(atMilliseconds: now) {
            log.emit(
                .appBlockedLoop(record.subject, elapsedMilliseconds: milliseconds, count: count))
        }
        feed(.blocked(id, atMilliseconds: now), to: id)
    }

    func moveToLanes(_ id: GenerationID) {
        guard let record = records[id] else { return }
        record.generation?.moveToLanes()
        log.emit(.appMovedToLanes(record.subject))
    }
}
