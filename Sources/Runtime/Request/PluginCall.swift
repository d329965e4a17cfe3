// The step into the plugin's code: call. Whatever of a plugin runs on behalf of a request is called
// from here, on the event loop for inline plugins, on a lane otherwise; the same code for both.

import LinuxShims
import PluginABI
import Sockets

enum PluginCall {
    enum Outcome: Sendable {
        /// The answer is in the frame's output.
        case responded(status: Int, keepsAlive: Bool)
        /// The answer comes later. The frame belongs to the call.
        case deferred(DeferredCall)
        /// Nothing was written; the reason is for the operator. A call that the plugin deferred all
        /// the same is cancelled, and has the frame.
        case failed(String, DeferredCall?)
    }

    /// Calls the plugin's `handle` with the request that `frame` has begun.
    static func run(_ generation: Generation, _ frame: CallFrame) -> Outcome {
        let start = frame.response.output.count
        // Threads that the handler starts are the generation's: its image stays while they run.
        let previous = linux_thread_owner_set(generation.id.number)
        let code = invoke(generation.plugin, frame.request, frame.responder)
        _ = linux_thread_owner_set(previous)
        let deferred = frame.end()
        if code == NANO_OK && frame.response.status != 0 {
            return .responded(
                status: frame.response.status, keepsAlive: frame.response.keepsAlive)
        }
        if let deferred {
            if code == NANO_DEFERRED { return .deferred(deferred) }
            deferred.revoke()
        }
        frame.response.output.truncate(to: start)
        return .failed(reason(code, frame.response, wasDeferred: deferred != nil), deferred)
    }

    /// Tells the plugin of a call that it has deferred.
    static func tell(_ generation: Generation, _ event: CallEvent, of call: DeferredCall) {
        let previous = linux_thread_owner_set(generation.id.number)
        invoke(
            call.events.functions, event, call.number.value, reason: call.cancelReason?.code ?? 0)
        _ = linux_thread_owner_set(previous)
    }

    private static func reason(
        _ code: Int32, _ response: borrowing PluginResponse, wasDeferred: Bool
    ) -> String {
        if wasDeferred { return "handle returned \(code) after defer, not NANO_DEFERRED" }
        if let fault = response.fault { return "respond was refused: \(fault)" }
        if code == NANO_OK { return "handle returned NANO_OK without an answer" }
        if code == NANO_DEFERRED { return "handle returned NANO_DEFERRED without defer" }
        return "handle returned \(code)"
    }
}

// MARK: The plugin's code runs in here, and nowhere else of the request line

extension PluginCall {
    private static func invoke(
        _ plugin: PluginInstance, _ request: UnsafePointer<nano_request>,
        _ responder: UnsafeMutablePointer<nano_responder>
    ) -> Int32 {
        plugin.functions.pointee.handle!(plugin.app, request, responder)
    }

    private static func invoke(
        _ events: nano_call_events, _ event: CallEvent, _ call: nano_call, reason: UInt32
    ) {
        switch event {
        case .cancelled: events.cancelled?(events.data, call, reason)
        case .draining: events.draining?(events.data, call)
        case .readable: events.readable?(events.data, call)
        case .writable: events.writable?(events.data, call)
        case .ended: events.ended?(events.data, call)
        }
    }
}
