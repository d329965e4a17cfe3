public import PluginABI

/// A deferred call, as whoever hosts the plugin has it: what the functions of `nano/call.h` do.
/// Every function may be called on every thread, and returns a result code of `nano/abi.h`.
public protocol HostedCall: AnyObject, Sendable {
    func respond(_ response: nano_response) -> Int32
    func begin(_ head: nano_response) -> Int32

    /// - Parameters:
    ///   - waits: until all of it is taken.
    ///   - byteCount: gets how many bytes were taken.
    func write(_ bytes: UnsafeRawBufferPointer, waits: Bool, byteCount: inout Int) -> Int32
    func end() -> Int32
    func abandon() -> Int32

    /// - Parameters:
    ///   - waits: until there is something to read, or the end.
    ///   - byteCount: gets how many bytes were read; 0 at the end.
    func read(_ room: UnsafeMutableRawBufferPointer, waits: Bool, byteCount: inout Int) -> Int32
}

/// The deferred calls of one generation.
public protocol HostedCalls: AnyObject, Sendable {
    /// The call of this number; `nil` where it has ended, or never was.
    func call(_ number: nano_call) -> (any HostedCall)?
}
