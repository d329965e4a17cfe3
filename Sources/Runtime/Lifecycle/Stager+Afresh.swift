// Stages a private copy once more: of a generation that faulted, or of one that served before. What
// serves then is what was authenticated when it was dropped, not what lies under the file's name
// now. Always a file of its own, since the same inode opened again is the same image.

import Configuration
import Glibc

extension Stager {
    /// - Throws: `StageError`; nothing is left behind.
    func stage(afresh faulted: FaultedCopy, generation: GenerationID) throws(StageError)
        -> StagedCopy
    {
        guard lseek(faulted.descriptor, 0, SEEK_SET) == 0 else {
            throw StageError(faulted.copy.path, "lseek", errno)
        }
        return try stage(
            again: faulted.copy, faulted.descriptor, app: faulted.spec.name.text, generation)
    }

    /// - Throws: `StageError`; nothing is left behind.
    func stage(_ kept: KeptCopy, app: String, generation: GenerationID) throws(StageError)
        -> StagedCopy
    {
        let descriptor = open(kept.path, O_RDONLY | O_CLOEXEC)
        guard descriptor >= 0 else { throw StageError(kept.path, "open", errno) }
        defer { close(descriptor) }
        return try stage(again: kept.copy, descriptor, app: app, generation)
    }

    /// Copies from where the descriptor is: the first byte.
    private func stage(
        again copy: StagedCopy, _ descriptor: Int32, app: String, _ generation: GenerationID
    ) throws(StageError) -> StagedCopy {
        let incoming = incomingPath(app, generation)
        do throws(StageError) {
            try Self.write(descriptor, copy.source.byteCount, copy.path, to: incoming)
            let facts = try preflight(incoming, copy.path)
            let staged = try name(incoming, app, generation, facts)
            return StagedCopy(
                path: staged, facts: facts, source: copy.source,
                signedVersion: copy.signedVersion, keyWithdrawals: copy.keyWithdrawals)
        } catch {
            unlink(incoming)
            throw error
        }
    }
}
