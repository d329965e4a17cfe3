/// What a check may find wrong with a plugin: one case per defect, with what was seen.
///
/// What each means is in one table, `Defect+Table.swift`.
enum Defect: Codable, Hashable, Sendable {
    /// The pre-flight refuses the file.
    case refused(String)
    /// `dlopen` or the entry function fails.
    case notLoaded(String)
    /// `create` returned an error. The last line that the plugin logged, if any.
    case createFailed(code: Int32, log: String?)
    /// A signal ended the process. The last line of its output, if any.
    case crashed(signal: Int32, output: String?)
    /// The plugin ended the process.
    case exited(code: Int32)
    /// A call did not return in time.
    case hung(seconds: Double)
    /// The descriptor that facts come by was closed under the checking process.
    case silenced
    /// An answer that a runtime would not send.
    case badAnswer(request: String, reason: String)
    /// A deferred call that the plugin did not end.
    case callNotEnded(request: String)
    /// The plugin itself answers 5xx.
    case serverError(request: String, status: Int)
    /// Threads that live on after `destroy`.
    case threadsLeft(Int)
    /// The same, of threads that were not made by pthread_create.
    case unknownThreadsLeft(Int)
    case signalHandlerLeft(signal: Int32)
    case signalActionChanged(signal: Int32)
    case signalMaskChanged
    case descriptorLeft(target: String)
    case descriptorClosed(target: String)
    case environmentChanged(variable: String)
    case directoryChanged(to: String)
    case localeChanged(to: String)
    case fileModeMaskChanged(to: UInt32)
    /// The image can't leave, as the pre-flight says.
    case pinned(String)
    /// The image did not leave, and the file does not tell why.
    case imageStays(String)
    case memoryGrows(MemoryKind, bytesPerCycle: Int, toleranceBytes: Int)
    case mappingsGrow(perHundredCycles: Int)
}
