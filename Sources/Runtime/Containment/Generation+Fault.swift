extension Generation {
    /// It has done what it is not to be called again for.
    var isPoisoned: Bool { plugin.guarded.isPoisoned }

    /// Requests that still come to it are to be refused: it is poisoned, or a thread is stuck in
    /// it, and the lifecycle is about to route them elsewhere.
    var refusesRequests: Bool { isPoisoned || plugin.guarded.isStuck }
}
