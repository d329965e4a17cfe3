// What signatures add to the app line beside the step itself: the memory of the version that
// serves, and new keys on request. On the lifecycle thread.

import Configuration

extension Lifecycle {
    /// Records the version of a generation that is about to be published. A candidate that fails
    /// is not recorded: it must be possible to go back from it.
    func recordVersion(of record: GenerationRecord) {
        guard let version = record.copy.signedVersion else { return }
        do {
            try stager.signatures?.versions.record(version, of: record.spec.name.text)
        } catch {
            log.emit(.appVersionUnrecorded(record.subject, reason: error.description))
        }
    }

    /// Tries again what a full disk kept from being recorded.
    func recordUnwrittenVersions() {
        _ = stager.signatures?.versions.recordUnwritten()
    }

    /// Whether a file is to be looked at again although it has not changed: it was refused for its
    /// signature, and the signature or the trusted keys are others by now.
    func hasNewEvidence(_ known: Inventory.Known) -> Bool {
        guard let refused = known.refusedEvidence else { return false }
        return refused != stager.signatures?.evidence(for: known.spec.path)
    }

    /// Whether a file that was refused may be part of a deployment that is not complete. At the
    /// start there is nothing to keep serving meanwhile, and all other apps would wait with it.
    func mayBecomeWhole(_ error: StageError) -> Bool {
        if case .starting = stage, error.isOfTheSignature { return false }
        return error.mayBeIncomplete
    }
}
