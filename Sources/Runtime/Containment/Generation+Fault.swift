extension Generation {
    /// It has done what it is not to be called again for. Requests that still come to it are to be
    /// refused: the lifecycle is about to route them elsewhere.
    var isPoisoned: Bool { plugin.guarded.isPoisoned }
}
