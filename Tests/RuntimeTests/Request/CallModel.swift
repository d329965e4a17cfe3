import PluginABI

@testable import Runtime

/// What a deferred call must do, kept simply: what is to go over the wire, which codes the plugin
/// gets, and what it is owed to be told.
struct CallModel {
    enum Phase: Equatable {
        case open
        case begun(CallState.BodyFrame)
        case ended
    }

    let bodyKind: IncomingBody.Kind
    private(set) var phase = Phase.open
    private(set) var ending: CallState.Ending?
    private(set) var isGone = false
    private(set) var isCut = false
    private(set) var isHandling = true
    /// Encoded, and not taken by the loop.
    var wire: [UInt8] = []
    /// Taken by the loop, and not by the client.
    var unsentByteCount = 0
    /// What is to be told, as soon as a handler thread may.
    private(set) var owed: Set<CallEvent> = []
    private(set) var isCancelled = false
    private var isDrainTold = false
    private var owesWritable = false
    var body: CallModelBody

    init(_ bodyKind: IncomingBody.Kind) {
        self.bodyKind = bodyKind
        body = CallModelBody(bodyKind)
    }

    var isEnded: Bool { phase == .ended }
    var pendingByteCount: Int { wire.count + unsentByteCount }
    /// What the loop is to take now.
    var isTakeable: Bool { !isGone && !(isHandling && isEnded) }

    func isOver(isRunning: Bool) -> Bool {
        !isRunning && owed.isEmpty && (isCut || (isEnded && !isHandling))
    }
}

// MARK: What the plugin does

extension CallModel {
    mutating func answer(
        _ bytes: [UInt8], _ frame: CallState.BodyFrame?, isRunning: Bool
    ) -> Int32 {
        guard phase == .open else { return NANO_ERROR_STATE }
        if let frame {
            if isGone { return NANO_ERROR_CANCELLED }
            wire = bytes
            phase = .begun(frame)
            return NANO_OK
        }
        if !isGone { wire = bytes }
        return end(.whole, isRunning)
    }

    /// - Parameter taken: how many of the bytes the call took.
    mutating func write(_ bytes: ArraySlice<UInt8>, taken: Int, tells: Bool) -> Int32 {
        if isEnded { return NANO_ERROR_STATE }
        if isGone { return NANO_ERROR_CANCELLED }
        guard case .begun(let frame) = phase else { return NANO_ERROR_STATE }
        if case .length(let left) = frame, bytes.count > left { return NANO_ERROR_LIMIT }
        if frame != .none { append(bytes.prefix(taken), frame) }
        if taken < bytes.count, tells { owesWritable = true }
        return taken == 0 && !bytes.isEmpty ? NANO_ERROR_AGAIN : NANO_OK
    }

    private mutating func append(_ piece: ArraySlice<UInt8>, _ frame: CallState.BodyFrame) {
        if frame == .chunked, !piece.isEmpty {
            wire += Array((String(piece.count, radix: 16) + "\r\n").utf8) + piece + [13, 10]
        } else {
            wire += piece
        }
        if case .length(let left) = frame { phase = .begun(.length(left - piece.count)) }
    }

    mutating func end(isRunning: Bool) -> Int32 {
        switch phase {
        case .ended: return NANO_ERROR_STATE
        case .open: return isGone ? end(.unanswered, isRunning) : NANO_ERROR_STATE
        case .begun(.length(let left)) where left > 0: return end(.cutOff, isRunning)
        case .begun(let frame):
            if frame == .chunked, !isGone { wire += Array("0\r\n\r\n".utf8) }
            return end(.whole, isRunning)
        }
    }

    mutating func abandon(isRunning: Bool) -> Int32 {
        switch phase {
        case .ended: NANO_ERROR_STATE
        case .open: end(.unanswered, isRunning)
        case .begun: end(.cutOff, isRunning)
        }
    }

    private mutating func end(_ ending: CallState.Ending, _ isRunning: Bool) -> Int32 {
        phase = .ended
        self.ending = ending
        owed = []
        owesWritable = false
        body.owesReadable = false
        owe(.ended, isRunning)
        return isGone ? NANO_ERROR_CANCELLED : NANO_OK
    }
}

// MARK: What its loop and its handler threads do

extension CallModel {
    private mutating func owe(_ event: CallEvent, _ isRunning: Bool) {
        if !isCut || isRunning { owed.insert(event) }
    }

    mutating func told(_ event: CallEvent) { owed.remove(event) }

    mutating func returned() { isHandling = false }

    mutating func sent(_ unsentByteCount: Int, isRunning: Bool) {
        self.unsentByteCount = unsentByteCount
        guard owesWritable, pendingByteCount <= CallState.lowBytesMax else { return }
        owesWritable = false
        owe(.writable, isRunning)
    }

    mutating func cancel(isGone: Bool, isRunning: Bool) {
        if isGone, !self.isGone {
            self.isGone = true
            (wire, unsentByteCount) = ([], 0)
            body.drop()
        }
        guard !isEnded, !isCancelled else { return }
        isCancelled = true
        owe(.cancelled, isRunning)
    }

    mutating func drain(isRunning: Bool) {
        guard !isEnded, !isDrainTold, !isCut else { return }
        isDrainTold = true
        owe(.draining, isRunning)
    }

    mutating func cut(isRunning: Bool) {
        cancel(isGone: true, isRunning: isRunning)
        isCut = true
        if isHandling { owed = [] }
    }

    /// - Parameter arrived: how many bytes of the body there was room for.
    mutating func arrive(_ arrived: Int, isLast: Bool, isRunning: Bool) {
        body.arrive(arrived, isLast: isLast)
        guard body.owesReadable, body.isReadable else { return }
        body.owesReadable = false
        owe(.readable, isRunning)
    }
}
