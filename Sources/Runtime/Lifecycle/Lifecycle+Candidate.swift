// One candidate of an app at a time: only when it serves or is out, the next file's turn comes.
// What serves hands its state to one, and signed versions are measured by one.

import Configuration

extension Lifecycle {
    /// A new candidate.
    func stage(_ record: GenerationRecord) {
        records[record.id] = record
        feed(.staged(record.id, record.origin), to: record.spec.name)
    }

    /// Whether a file brings what serves already, under other settings.
    func origin(_ spec: AppSpec, _ copy: StagedCopy) -> GenerationState.Origin {
        // Where nothing hangs on it, two files are not compared.
        guard let state = apps[spec.name]?.state, state.isMovedToLanes,
            let serving = state.serving, let record = records[serving],
            FileContent.isSame(copy.path, record.copy.path)
        else { return .newFile }
        return .sameFile
    }

    /// Whether the next file of an app has to wait for the one before it.
    func isHeldBack(_ name: AppName) -> Bool {
        guard apps[name]?.state.candidate != nil else { return false }
        heldBack.insert(name)
        return true
    }

    /// Has a rollback its turn, or looks for the next file, as soon as the candidate before it
    /// serves or is out.
    func releaseIfHeldBack(_ name: AppName) {
        rollBackIfDue(name)
        guard !heldBack.isEmpty, apps[name]?.state.candidate == nil, heldBack.remove(name) != nil
        else { return }
        deadlines.setEarliest(.look, at: MonotonicClock.milliseconds)
    }
}
