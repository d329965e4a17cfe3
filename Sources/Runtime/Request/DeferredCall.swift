// A request that its plugin answers after `handle` has returned: the host side of one `nano_call`.
// The plugin works on it from any thread, the connection's event loop takes from it what is to be
// sent and tells it what becomes of the client, and handler threads run its callbacks. They meet in
// `state`, behind a lock that nobody holds while a plugin's code runs.
//
// It keeps the request's frame, so that all views of it stay valid until the call has ended.

import Configuration
import HTTP1
import PluginABI
import PluginHosting
import Sockets

final class DeferredCall: CancellableCall, @unchecked Sendable {
    // Unchecked: all but `state` is constant; the frame belongs to the plugin's views, and nobody
    // else touches it.
    let number: CallNumber
    let generation: Generation
    let events: CallEvents
    let frame: ResponseFrame
    /// Ends what is done elsewhere on its behalf, such as requests to other servers.
    let cancellation = Cancellation()
    private let origin: CallOrigin
    private let request: CallFrame
    private let state: Monitor<CallState>

    /// - Parameter frame: how its answer is framed.
    init(
        _ generation: Generation, _ request: CallFrame, _ events: CallEvents, _ frame: ResponseFrame
    ) {
        self.generation = generation
        self.request = request
        self.events = events
        self.frame = frame
        origin = request.origin
        number = request.origin.number ?? .next()
        state = Monitor(CallState(events, request.incoming))
        generation.calls.add(self, number.value)
        if origin.number != nil {
            origin.port.post { [number] loop in loop.deferred(number, self) }
        }
    }

    var served: any ServedRequest { request }

    var cancelReason: CancelReason? { state.withLock { $0.cancelReason } }

    /// Changes the state, and then does what follows from it.
    private func change<Result: Sendable>(_ body: (inout CallState) -> Result) -> Result {
        let (result, effects, isCancelled) = state.withLock { state in
            let result = body(&state)
            return (result, state.takeEffects(), state.cancelReason != nil)
        }
        state.broadcast()
        if isCancelled { cancellation.cancel() }
        if effects.asksLoop {
            origin.port.post { [number] loop in loop.attend(number) }
        }
        if effects.runs { schedule() }
        return result
    }
}

// MARK: What the plugin does, on any thread

extension DeferredCall: HostedCall {
    func respond(_ response: nano_response) -> Int32 {
        // Encoded without the lock, as it may be large.
        answering(response, isStream: false) { answer in
            ending { $0.respond(&answer) }
        }
    }

    func begin(_ head: nano_response) -> Int32 {
        answering(head, isStream: true) { answer in
            change { $0.begin(&answer) }
        }
    }

    func end() -> Int32 { ending { $0.end() } }

    func abandon() -> Int32 { ending { $0.abandon() } }

    func write(_ bytes: UnsafeRawBufferPointer, waits: Bool, byteCount: inout Int) -> Int32 {
        if waits, EventLoopThread.isCurrent { return NANO_ERROR_STATE }
        while true {
            let rest = UnsafeRawBufferPointer(rebasing: bytes[byteCount...])
            var count = 0
            let code = change { $0.write(rest.bytes, tells: !waits, &count) }
            byteCount += count
            let isShort = code == NANO_ERROR_AGAIN || (code == NANO_OK && byteCount < bytes.count)
            guard waits, isShort else { return code }
            state.wait { $0.isWritable ? () : nil }
        }
    }

    func read(_ room: UnsafeMutableRawBufferPointer, waits: Bool, byteCount: inout Int) -> Int32 {
        if waits, EventLoopThread.isCurrent { return NANO_ERROR_STATE }
        while true {
            let now = MonotonicClock.milliseconds
            let code = change { $0.read(room, at: now, tells: !waits, &byteCount) }
            guard waits, code == NANO_ERROR_AGAIN else { return code }
            state.wait { $0.isReadable ? () : nil }
        }
    }

    /// The number of a call that has ended means nothing any more.
    private func ending(_ body: (inout CallState) -> Int32) -> Int32 {
        let code = change(body)
        if code == NANO_OK || code == NANO_ERROR_CANCELLED { generation.calls.remove(number.value) }
        return code
    }

    private func answering(
        _ response: nano_response, isStream: Bool, _ body: (inout CallState.Answer) -> Int32
    ) -> Int32 {
        do {
            var answer = try CallState.Answer(
                response, state.withLock { $0.incoming.isUnasked } ? frame.closed : frame,
                isStream: isStream, isDraining: origin.drain.isSet)
            return body(&answer)
        } catch {
            return change { $0.refuse(error) }
        }
    }
}

// MARK: What its event loop does

extension DeferredCall {
    /// The event loop looks: it is asked again for what comes from now on.
    func heard() { change { $0.heard() } }

    /// Takes what is to be sent, behind what is in `output`.
    func take(_ output: inout ByteQueue) -> CallState.Taken {
        change { $0.take(&output) }
    }

    /// The client has taken what was given to it, but for this many bytes.
    func sent(unsentByteCount: Int) {
        change { $0.sent(unsentByteCount: unsentByteCount) }
    }

    /// Nobody waits for the answer any more.
    /// - Parameter isGone: whether there is nobody to be answered at all.
    func cancel(_ reason: CancelReason, isGone: Bool) {
        change { $0.cancel(reason, isGone: isGone) }
    }

    /// The app's time is over, unless a response has begun.
    func timeOut(at now: Int) -> CallState.TimeOut {
        let timeout = generation.spec.settings.timeoutMilliseconds
        return change { $0.timeOut(at: now, timeoutMilliseconds: timeout) }
    }

    /// The drain has begun.
    func drain() { change { $0.drain() } }

    /// The drain's deadline has passed.
    func cut() { change { $0.cut() } }

    /// Puts in what has come of the body.
    /// - Parameter body: returns whether that was the end.
    func takeBody(
        _ body: (inout IncomingBody) throws(BodyReader.Fault) -> Bool
    ) throws(BodyReader.Fault) -> Bool {
        try change { state in
            Result { () throws(BodyReader.Fault) in try state.takeBody(body) }
        }.get()
    }

    /// Whether the client is to be asked for the body; once.
    var asksForBody: Bool { change { $0.takeWish() } }

    /// Whether the plugin may be given more of the body.
    var hasBodyRoom: Bool { state.withLock { $0.incoming.room > 0 && !$0.isGone } }

    /// Whether the plugin has read all that has come of the body, and more is to come.
    var waitsForClient: Bool { state.withLock { $0.incoming.isDrained } }

    /// Whether nothing is left to be done for it.
    var isOver: Bool { state.withLock { $0.isOver } }
}

// MARK: What its callbacks' threads do

extension DeferredCall {
    /// `handle` has returned, as it must for a deferred call: callbacks may begin.
    func handleReturned() { change { $0.handleReturned() } }

    /// `handle` has returned something else.
    func revoke() {
        change { state in
            state.cancel(.handle, isGone: true)
            state.handleReturned()
        }
    }

    /// Has a handler thread tell the plugin what is due.
    private func schedule() {
        if generation.isInline {
            origin.port.post { _ in self.tellDue() }
            return
        }
        let giveUp: @Sendable () -> Void = { self.change { $0.giveUp() } }
        if !generation.lanes.submitCallback({ self.tellDue() }, whenDropped: giveUp) { giveUp() }
    }

    private func tellDue() {
        while let event = change({ $0.nextEvent() }) {
            PluginCall.tell(generation, event, of: self)
        }
    }
}
