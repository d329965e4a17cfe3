// The functions of a plugin that belong to requests, as guarded calls: with OwnerCall, the only
// places where our threads enter a plugin's code.

import PluginABI

extension PluginInstance {
    /// Calls `handle`, on the thread that is to run it.
    /// - Parameters:
    ///   - limitMilliseconds: how long it may take on an event loop; 0: as long as it likes.
    ///   - callNumber: what `Watchdog.declareOverdue` calls it, on a lane; 0: nothing.
    /// - Returns: `nil` if it has landed.
    @inline(__always)
    func handle(
        _ request: UnsafePointer<nano_request>, _ responder: UnsafeMutablePointer<nano_responder>,
        limitMilliseconds: Int, callNumber: UInt64
    ) -> Int32? {
        let function = PluginFunction(
            address: unsafeBitCast(functions.pointee.handle!, to: UnsafeRawPointer.self),
            name: "handle", limitMilliseconds: limitMilliseconds, callNumber: callNumber)
        let code = guarded.call(
            function, UInt(bitPattern: app), UInt(bitPattern: request), UInt(bitPattern: responder))
        return code.map { Int32(truncatingIfNeeded: $0) }
    }

    /// Calls one of the functions of `nano_call_events`.
    /// - Returns: `false` if it has landed.
    func tell(
        _ function: UnsafeRawPointer, _ name: StaticString, _ data: UnsafeMutableRawPointer?,
        _ call: nano_call, reason: UInt32, limitMilliseconds: Int
    ) -> Bool {
        let function = PluginFunction(
            address: function, name: name, limitMilliseconds: limitMilliseconds)
        return guarded.call(function, UInt(bitPattern: data), UInt(call), UInt(reason)) != nil
    }
}
