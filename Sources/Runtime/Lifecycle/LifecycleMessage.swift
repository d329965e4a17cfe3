/// What other threads tell the lifecycle thread.
enum LifecycleMessage: Sendable {
    case loop(EventLoopReport)
    /// One loop routes nothing more to the generation and holds no lease of it.
    case leasesEnded(GenerationID)
    case lanesEnded(GenerationID)
    case createEnded(GenerationID, OwnerCall.CreateResult)
    case destroyEnded(GenerationID)
    /// SIGHUP.
    case reload
    /// SIGTERM or SIGINT, by name.
    case shutdown(signal: String)
}
