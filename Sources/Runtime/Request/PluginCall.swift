// The step into the plugin's code: call. Whatever of a plugin runs on behalf of a request is called
// from here, on the event loop for inline plugins, on a lane otherwise; the same code for both. Its
// code runs in guarded calls (PluginInstance+Call), which come back whatever it does.

import Configuration
import PluginABI
import Sockets

enum PluginCall {
    enum Outcome: Sendable {
        /// The answer is in the frame's output.
        case responded(status: Int, keepsAlive: Bool)
        /// The answer comes later. The frame belongs to the call.
        case deferred(DeferredCall)
        /// Nothing was written. A call that the plugin deferred all the same is cancelled, and has
        /// the frame.
        case failed(CallFailure, DeferredCall?)
    }

    /// Calls the plugin's `handle` with the request that `frame` has begun.
    static func run(_ generation: Generation, _ frame: CallFrame) -> Outcome {
        guard !generation.refusesRequests else { return .failed(.refused, frame.end()) }
        let start = frame.response.output.count
        let code = generation.plugin.handle(
            frame.request, frame.responder,
            limitMilliseconds: generation.spec.settings.timeoutMilliseconds,
            callNumber: frame.origin.number?.value ?? 0)
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
        guard let code else { return .failed(landed(generation, frame), deferred) }
        let reason = reason(code, frame.response, wasDeferred: deferred != nil)
        return .failed(.invalid(reason), deferred)
    }

    /// The plugin's code broke off: the generation is not called again.
    private static func landed(_ generation: Generation, _ frame: CallFrame) -> CallFailure {
        let guarded = generation.plugin.guarded
        let fault = Fault(landedIn: guarded, function: "handle", request: frame.requestLine)
        guarded.faulted(fault)
        if case .hang = fault.kind { return .hung }
        return .faulted
    }

    /// Tells the plugin of a call that it has deferred.
    static func tell(_ generation: Generation, _ event: CallEvent, of call: DeferredCall) {
        guard !generation.isPoisoned,
            let (function, name) = function(call.events.functions, event)
        else { return }
        let hasReturned = generation.plugin.tell(
            function, name, call.events.functions.data, call.number.value,
            reason: event == .cancelled ? call.cancelReason?.code ?? 0 : 0,
            limitMilliseconds: generation.spec.settings.timeoutMilliseconds)
        guard !hasReturned else { return }
        let guarded = generation.plugin.guarded
        guarded.faulted(Fault(landedIn: guarded, function: name))
    }

    private static func function(
        _ events: nano_call_events, _ event: CallEvent
    ) -> (UnsafeRawPointer, StaticString)? {
        let (function, name): (UnsafeRawPointer?, StaticString) =
            switch event {
            case .cancelled:
                (unsafeBitCast(events.cancelled, to: UnsafeRawPointer?.self), "cancelled")
            case .draining: (unsafeBitCast(events.draining, to: UnsafeRawPointer?.self), "draining")
            case .readable: (unsafeBitCast(events.readable, to: UnsafeRawPointer?.self), "readable")
            case .writable: (unsafeBitCast(events.writable, to: UnsafeRawPointer?.self), "writable")
            case .ended: (unsafeBitCast(events.ended, to: UnsafeRawPointer?.self), "ended")
            }
        return function.map { ($0, name) }
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
