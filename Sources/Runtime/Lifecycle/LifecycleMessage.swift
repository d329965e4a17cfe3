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
    /// An event loop's thread was given up inside the generation's code.
    case strayed(GenerationID, StrayThread)
    /// Such a thread has left it, and ends.
    case strayReturned(GenerationID)
    /// SIGHUP. Answered when the configuration has been read, or refused.
    case reload(ControlReply)
    /// Whether the thread still answers.
    case question(@Sendable () -> Void)
    /// What an operator asks for through the control socket, and who that is.
    case command(ControlCommand, origin: String, ControlReply)
    /// SIGTERM or SIGINT, by name.
    case shutdown(signal: String)
}
