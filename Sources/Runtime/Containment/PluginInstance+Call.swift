// The functions of a plugin that belong to requests, as guarded calls: with OwnerCall, the only
// places where our threads enter a plugin's code.

import PluginABI

extension PluginInstance {
    /// Calls `handle`, on the thread that is to run it.
    /// - Parameters:
    ///   - limitMilliseconds: how long it may take on an event loop; 0: as long as it likes.
    ///   - callNumber: what `Watchdog.declareOverdue` calls it, on a lane; 0: nothing.
    @inline(__always)
    func handle(
        _ request: UnsafePointer<nano_request>, _ responder: UnsafeMutablePointer<nano_responder>,
        limitMilliseconds: Int, callNumber: UInt64 = 0
    ) -> GuardedImage.End<Int32> {
        let function = PluginFunction(
            address: unsafeBitCast(functions.pointee.handle!, to: UnsafeRawPointer.self),
            name: "handle", limitMilliseconds: limitMilliseconds, callNumber: callNumber)
        switch guarded.call(function, app, request, responder) {
        case .returned(let result): return .returned(Int32(truncatingIfNeeded: result))
        case .landed: return .landed
        case .late: return .late
        }
    }
}
