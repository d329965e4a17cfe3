/// A function of a plugin's that a host service calls later, with the data that belongs to it.
struct PluginCallback<Function: BitwiseCopyable>: @unchecked Sendable {
    // Unchecked: both are a plugin's own, and handed back to it as they are.
    let function: Function
    let data: UnsafeMutableRawPointer?

    /// Calls the function with its data, and with what `argument` points to, on a lane. What it
    /// does wrong is reported as its generation's fault; a generation that has faulted is not
    /// called.
    /// - Parameter name: for `Fault.function`.
    func call(
        in guarded: GuardedImage, _ name: StaticString, _ argument: UnsafeRawPointer? = nil
    ) {
        if guarded.isPoisoned { return }
        let function = PluginFunction(
            address: unsafeBitCast(function, to: UnsafeRawPointer.self), name: name)
        let end = guarded.call(function, UInt(bitPattern: data), UInt(bitPattern: argument))
        if end == nil { guarded.faulted(Fault(landedIn: guarded, function: name)) }
    }
}
