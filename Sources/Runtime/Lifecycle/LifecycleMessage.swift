/// What other threads tell the lifecycle thread.
enum LifecycleMessage: Sendable {
    case loop(EventLoopReport)
    /// One loop routes nothing more to the generation and holds no lease of it.
    case leasesEnded(GenerationID)
    case lanesEnded(GenerationID)
    case createEnded(GenerationID, OwnerCall.CreateResult)
    case destroyEnded(GenerationID)
    /// A function of one of the plugin's extensions has returned.
    case extensionEnded(GenerationID, ExtensionCall, Result<SavedState?, ExtensionCallError>)
    /// The generation has done what it is not to be called again for.
    case faulted(GenerationID, Fault)
    /// An inline handler has held up its event loop for this long.
    case blocked(GenerationID, milliseconds: Int)
    /// SIGHUP.
    case reload
    /// SIGTERM or SIGINT, by name.
    case shutdown(signal: String)
}
