/// What the watchdog tells the lifecycle and the log.
enum WatchReport: Sendable {
    /// An inline call held up its event loop for this long.
    case blocked(GenerationID, milliseconds: Int)
    /// A call does not return and cannot be ended: its thread was given up, and is inside.
    case hung(GenerationID, Fault)
    /// The event loop's thread that is inside; the loop goes on on another. Comes before `hung`.
    case strayed(GenerationID, StrayThread)
    /// It has left: the thread is about to end.
    case strayReturned(GenerationID)
    /// Someone had installed another handler for a signal of ours; ours is back.
    case handlerReplaced(ReplacedHandler)
}
