/// On which thread a plugin's `handle` runs.
public enum Execution: Sendable {
    /// On the event loop, with no hand-over: the fastest way, for handlers that never block and
    /// return within microseconds. One that blocks holds up every connection of that loop.
    case inline

    /// On a thread that belongs to this copy of the plugin. Blocking is fine.
    case lane
}
