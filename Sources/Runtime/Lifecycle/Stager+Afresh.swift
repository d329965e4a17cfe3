// Stages the copy of a generation that faulted once more: what serves afresh is what was
// authenticated then, not what lies under the file's name now. Always a file of its own, since the
// same inode opened again is the image that faulted.

import Configuration
import Glibc

extension Stager {
    /// - Throws: `StageError`; nothing is left behind.
    func stage(afresh faulted: FaultedCopy, generation: GenerationID) throws(StageError)
        -> StagedCopy
    {
        let (path, source) = (faulted.copy.path, faulted.copy.source)
        let app = faulted.spec.name.text
        let incoming = incomingPath(app, generation)
        do throws(StageError) {
            guard lseek(faulted.descriptor, 0, SEEK_SET) == 0 else {
                throw StageError(path, "lseek", errno)
            }
            try Self.write(faulted.descriptor, source.byteCount, path, to: incoming)
            let facts = try preflight(incoming, path)
            let staged = try name(incoming, app, generation, facts)
            return StagedCopy(
                path: staged, facts: facts, source: source,
                signedVersion: faulted.copy.signedVersion)
        } catch {
            unlink(incoming)
            throw error
        }
    }
}
