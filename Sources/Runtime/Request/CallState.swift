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
    var output = ByteQueue()
    /// Taken by the event loop and not by the client.
    var unsentByteCount = 0
    /// Of the response that has begun; 0 before.
    private(set) var status = 0
    private(set) var keepsAlive = false
    /// The end of the connection is the end of the response that has begun.
    private(set) var isUntilClose = false
    var isStatusTaken = false
    /// Why the last answer was refused, if the operator has not been told.
    var fault: ResponseFault?

    /// Nobody is there to be answered.
    var isGone = false
    /// Why the plugin is told that nobody waits.
    var cancelReason: CancelReason?
    var isDrainTold = false
    /// `handle` has not returned.
    var isHandling = true
    /// The drain has cut it: after what is due now, the plugin is told nothing more.
    var isCut = false
    var isWritableDue = false

    /// The request's body, where it is streamed.
    var incoming: IncomingBody
    var isReadableDue = false
    /// The plugin has read, and the client waits to be asked.
    var isBodyWanted = false

    let events: CallEvents
    var due = CallEventSet()
    /// A thread runs what is due, or is asked to.
    var isRunning = false
    var needsLoop = false
    var isLoopAsked = false

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
        isUntilClose = answer.bodyFrame == .untilClose
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
        // `ended` is the last: what the plugin was to be told later, it is not told any more.
        (isWritableDue, isReadableDue) = (false, false)
        due.removeAll()
        add(.ended)
        return isGone ? NANO_ERROR_CANCELLED : NANO_OK
    }
}
