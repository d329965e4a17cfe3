// What a rollback goes back to: the private copy of the generation that served before, under a
// second name, so that it stays when the generation is unloaded. It costs the file's size on the
// disk and nothing in memory. There is at most one an app, and it goes with the app.

import Glibc

/// The private copy of a generation that served. The file goes with `remove`.
struct KeptCopy {
    let id: GenerationID
    let copy: StagedCopy
    /// Of the second name.
    let path: String

    /// `nil` where the copy cannot be linked (`link(2)`): then there is nothing to go back to.
    init?(_ record: GenerationRecord) {
        id = record.id
        copy = record.copy
        path = record.copy.path + ".kept"
        if link(copy.path, path) != 0 { return nil }
    }

    func remove() {
        unlink(path)
    }

    func isSame(as other: StagedCopy) -> Bool {
        // Most builds differ in their identifier, and are not read for that.
        copy.facts == other.facts && FileContent.isSame(path, other.path)
    }
}
