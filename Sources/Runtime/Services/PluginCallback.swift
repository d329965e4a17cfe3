/// A function of a plugin's that a host service calls later, with the data that belongs to it.
struct PluginCallback<Function: BitwiseCopyable>: @unchecked Sendable {
    // Unchecked: both are a plugin's own, and handed back to it as they are.
    let function: Function
    let data: UnsafeMutableRawPointer?
}
