// What follows from a change of the state: what the plugin is to be told, and whether the event
// loop is to look.

extension CallState {
    struct Effects {
        /// The event loop is to be asked to look.
        var asksLoop = false
        /// A thread is to run what is due.
        var runs = false
    }

    mutating func add(_ event: CallEvent) {
        // After the cut only what is told meanwhile may add to it.
        if events.has(event), !isCut || isRunning { due.insert(event) }
    }

    /// What follows from what was done; to be called after everything that changes the state.
    mutating func takeEffects() -> Effects {
        var effects = Effects()
        if !due.isEmpty, !isHandling, !isRunning {
            isRunning = true
            effects.runs = true
        }
        effects.asksLoop = needsLoop && !isLoopAsked
        isLoopAsked = isLoopAsked || needsLoop
        needsLoop = false
        return effects
    }

    /// The event to tell next; `nil` ends the run.
    mutating func nextEvent() -> CallEvent? {
        if let event = due.popFirst() { return event }
        isRunning = false
        needsLoop = true
        return nil
    }

    /// No thread runs what is due.
    mutating func giveUp() {
        due.removeAll()
        isRunning = false
        needsLoop = true
    }
}
