// What became of one deferred call: a pure value behind the lock of its DeferredCall. Operations
// of the plugin and news of the event loop go in; what is to be done about them comes out as
// `effects`, and is done without the lock.

import HTTP1
import PluginABI
import PluginHosting
import Sockets

/// The state of a deferred call.
struct CallState: ~Copyable {
    enum Phase {
        case open
        /// A response has begun.
        case begun(BodyFrame)
        /// The plugin has ended it.
        case ended
    }

    /// How the end of a response's body is told.
    enum BodyFrame: Equatable {
        case chunked
        /// So many bytes are still to come.
        case length(Int)
        /// By the end of the connection (HTTP/1.0).
        case untilClose
        /// There is none: what is written is dropped.
        case none
    }

    /// How the plugin has ended it.
    enum Ending: Sendable {
        /// With a whole response.
        case whole
        /// In the middle of one.
        case cutOff
        /// Without one.
        case unanswered
    }

    /// The most that is kept for the client.
    static let bytesMax = Int(NANO_CALL_BUFFER_BYTES)
    /// The plugin is called back, or goes on, when no more than this is left.
    static let lowBytesMax = bytesMax / 2

    private(set) var phase = Phase.open
    private(set) var ending: Ending?
    /// Encoded and not yet taken by the event loop.
    private var output = ByteQueue()
    /// Taken by the event loop and not by the client.
    private var unsentByteCount = 0
    /// Of the response that has begun; 0 before.
    private(set) var status = 0
    private(set) var keepsAlive = false
    private var isStatusTaken = false
    /// Why the last answer was refused, if the operator has not been told.
    private var fault: ResponseFault?

    /// Nobody is there to be answered.
    private(set) var isGone = false
    /// Why the plugin is told that nobody waits.
    private(set) var cancelReason: CancelReason?
    private var isDrainTold = false
    /// `handle` has not returned.
    private(set) var isHandling = true
    /// The drain has cut it: after what is due now, the plugin is told nothing more.
    private var isCut = false
    private var isWritableDue = false

    /// The request's body, where it is streamed.
    var incoming: IncomingBody
    var isReadableDue = false
    /// The plugin has read, and the client waits to be asked.
    var isBodyWanted = false

    private let events: CallEvents
    private var due = CallEventSet()
    /// A thread runs what is due, or is asked to.
    private var isRunning = false
    var needsLoop = false
    private var isLoopAsked = false

    init(_ events: CallEvents, _ incoming: IncomingBody.Kind) {
        self.events = events
        self.incoming = IncomingBody(incoming)
    }

    /// How many bytes the client has not taken.
    var pendingByteCount: Int { output.count + unsentByteCount }

    /// Whether a write that found no room is to be tried again.
    var isWritable: Bool { isGone || isEnded || pendingByteCount <= Self.lowBytesMax }

    /// Nothing is left to be done: neither does the plugin use the call, nor is it told anything.
    var isOver: Bool {
        guard !isRunning, due.isEmpty else { return false }
        if case .ended = phase { return !isHandling || isCut }
        return isCut
    }
}

// MARK: What the plugin does

extension CallState {
    /// `respond`.
    mutating func respond(_ answer: inout Answer) -> Int32 {
        guard case .open = phase else { return NANO_ERROR_STATE }
        if !isGone { install(&answer) }
        return end(.whole)
    }

    /// `begin`.
    mutating func begin(_ answer: inout Answer) -> Int32 {
        guard case .open = phase else { return NANO_ERROR_STATE }
        if isGone { return NANO_ERROR_CANCELLED }
        phase = .begun(answer.bodyFrame)
        install(&answer)
        return NANO_OK
    }

    /// An answer breaks a rule: nothing of it is sent.
    mutating func refuse(_ fault: ResponseFault) -> Int32 {
        if case .ended = phase { return NANO_ERROR_STATE }
        self.fault = fault
        needsLoop = true
        return NANO_ERROR_INVALID
    }

    private mutating func install(_ answer: inout Answer) {
        status = answer.status
        keepsAlive = answer.keepsAlive
        swap(&output, &answer.bytes)
        needsLoop = true
    }

    /// `write`, as much as there is room for now.
    /// - Parameter tells: whether `writable` follows if it takes less than all.
    mutating func write(_ bytes: RawSpan, tells: Bool, _ byteCount: inout Int) -> Int32 {
        if case .ended = phase { return NANO_ERROR_STATE }
        if isGone { return NANO_ERROR_CANCELLED }
        guard case .begun(let frame) = phase else { return NANO_ERROR_STATE }
        var wanted = bytes.byteCount
        switch frame {
        case .none:
            byteCount = wanted
            return NANO_OK
        case .length(let left):
            guard wanted <= left else { return NANO_ERROR_LIMIT }
        case .chunked, .untilClose: break
        }
        wanted = min(
            wanted, max(0, Self.bytesMax - pendingByteCount - ChunkFraming.bytesMax))
        if wanted < bytes.byteCount, tells { isWritableDue = true }
        if wanted == 0 { return bytes.isEmpty ? NANO_OK : NANO_ERROR_AGAIN }
        append(bytes.extracting(first: wanted), frame)
        byteCount = wanted
        return NANO_OK
    }

    private mutating func append(_ piece: RawSpan, _ frame: BodyFrame) {
        switch frame {
        case .chunked: output.appendChunk(piece)
        case .length(let left):
            output.append(piece)
            phase = .begun(.length(left - piece.byteCount))
        case .untilClose: output.append(piece)
        case .none: break
        }
        needsLoop = true
    }

    /// `end`.
    mutating func end() -> Int32 {
        switch phase {
        case .ended: return NANO_ERROR_STATE
        case .open: return isGone ? end(.unanswered) : NANO_ERROR_STATE
        case .begun(.length(let left)) where left > 0: return end(.cutOff)
        case .begun(let frame):
            if frame == .chunked, !isGone { output.appendLastChunk() }
            return end(.whole)
        }
    }

    /// `abandon`.
    mutating func abandon() -> Int32 {
        switch phase {
        case .ended: return NANO_ERROR_STATE
        case .open: return end(.unanswered)
        case .begun: return end(.cutOff)
        }
    }

    private mutating func end(_ ending: Ending) -> Int32 {
        phase = .ended
        self.ending = ending
        needsLoop = true
        due.removeAll()
        add(.ended)
        return isGone ? NANO_ERROR_CANCELLED : NANO_OK
    }
}

// MARK: What the event loop does

extension CallState {
    /// What the event loop has to do for the client.
    struct Taken: Sendable {
        /// A response has begun, of this status.
        var status: Int?
        var ending: Ending?
        var keepsAlive = false
        /// Why an answer was refused.
        var fault: ResponseFault?
    }

    /// The event loop looks: it is to be asked again for what comes from now on.
    mutating func heard() {
        isLoopAsked = false
    }

    /// Takes what is to be sent, behind what is in `output`.
    mutating func take(_ output: inout ByteQueue) -> Taken {
        var taken = Taken()
        taken.fault = fault.take()
        // An answer counts only when `handle` has returned what goes with it.
        if isGone || (isHandling && isEnded) { return taken }
        if status != 0, !isStatusTaken {
            isStatusTaken = true
            taken.status = status
        }
        if output.isEmpty { swap(&output, &self.output) } else { output.append(self.output) }
        self.output.removeAll(keptBytesMax: Self.bytesMax)
        taken.ending = ending
        taken.keepsAlive = keepsAlive
        return taken
    }

    private var isEnded: Bool {
        if case .ended = phase { true } else { false }
    }

    /// The client has taken what was given to it, but for this many bytes.
    mutating func sent(unsentByteCount: Int) {
        self.unsentByteCount = unsentByteCount
        guard isWritableDue, pendingByteCount <= Self.lowBytesMax else { return }
        isWritableDue = false
        add(.writable)
    }

    /// Nobody waits for the answer any more.
    /// - Parameter isGone: whether there is nobody to be answered at all.
    mutating func cancel(_ reason: CancelReason, isGone: Bool) {
        if isGone, !self.isGone {
            self.isGone = true
            output.removeAll(keptBytesMax: 0)
            unsentByteCount = 0
            incoming.removeAll()
        }
        guard !isEnded, cancelReason == nil else { return }
        cancelReason = reason
        add(.cancelled)
    }

    /// The drain's deadline has passed.
    mutating func cut() {
        cancel(.drain, isGone: true)
        isCut = true
        // No callback begins before `handle` has returned, and the drain does not wait for that.
        if isHandling { due.removeAll() }
    }

    /// The drain has begun.
    mutating func drain() {
        guard !isEnded, !isDrainTold, !isCut else { return }
        isDrainTold = true
        add(.draining)
    }

    /// What the end of the time for a response came to.
    enum TimeOut {
        /// A response has begun, or nobody waits for one.
        case none
        case over
        /// The plugin has waited for its client meanwhile.
        case later(milliseconds: Int)
    }

    /// The time was over when it was last looked at, unless a response has begun.
    mutating func timeOut(at now: Int, timeoutMilliseconds: Int) -> TimeOut {
        guard case .open = phase, !isGone else { return .none }
        let begin = incoming.isDrained ? now : incoming.readMilliseconds
        if begin > 0, begin + timeoutMilliseconds > now {
            return .later(milliseconds: begin + timeoutMilliseconds)
        }
        cancel(.timeout, isGone: true)
        return .over
    }

    mutating func handleReturned() {
        isHandling = false
        needsLoop = true
    }
}

// MARK: What is due

extension CallState {
    struct Effects {
        /// The event loop is to be asked to look.
        var asksLoop = false
        /// A thread is to run what is due.
        var runs = false
    }

    mutating func add(_ event: CallEvent) {
        // After the cut only what is told meanwhile may add to it.
        if events.has(event), !isCut || isRunning { due.insert(event) }
    }

    /// What follows from what was done; to be called after everything that changes the state.
    mutating func takeEffects() -> Effects {
        var effects = Effects()
        if !due.isEmpty, !isHandling, !isRunning {
            isRunning = true
            effects.runs = true
        }
        effects.asksLoop = needsLoop && !isLoopAsked
        isLoopAsked = isLoopAsked || needsLoop
        needsLoop = false
        return effects
    }

    /// The event to tell next; `nil` ends the run.
    mutating func nextEvent() -> CallEvent? {
        if let event = due.popFirst() { return event }
        isRunning = false
        needsLoop = true
        return nil
    }

    /// No thread runs what is due.
    mutating func giveUp() {
        due.removeAll()
        isRunning = false
        needsLoop = true
    }
}
