// Threads of event loops that were given up inside a generation: it is not closed before they have
// left and are joined.

extension Lifecycle {
    func strayed(_ id: GenerationID, _ thread: StrayThread) {
        records[id]?.strays.append(thread)
        feed(.strayed(id), to: id)
    }

    func strayReturned(_ id: GenerationID) {
        feed(.strayReturned(id), to: id)
    }
}
