/// What the thread of a `CallSlot` does at one moment.
struct CallView: Equatable, Sendable {
    /// Of the running call, or of the last one.
    let number: UInt64
    let isRunning: Bool
    /// It was given up, and has not returned since.
    var isWrittenOff = false
    /// Whose code was called, and how (`PluginFunction`).
    var owner = GenerationID(0)
    var function = ""
    var limitMilliseconds = 0
    var tag: UInt64 = 0
}
