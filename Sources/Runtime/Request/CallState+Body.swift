// The body of a streamed request: what the plugin reads, and what the event loop puts in.

import PluginABI
import Sockets

extension CallState {
    /// `read`.
    /// - Parameter tells: whether `readable` follows if nothing is there.
    mutating func read(
        _ room: UnsafeMutableRawBufferPointer, at milliseconds: Int, tells: Bool,
        _ byteCount: inout Int
    ) -> Int32 {
        if case .ended = phase { return NANO_ERROR_STATE }
        if isGone { return NANO_ERROR_CANCELLED }
        let (reading, makesRoom) = incoming.read(into: room, at: milliseconds)
        if makesRoom { needsLoop = true }
        switch reading {
        case .bytes(let count): byteCount = count
        case .end: byteCount = 0
        case .refused: return NANO_ERROR_STATE
        case .nothing:
            isReadableDue = isReadableDue || tells
            // The client may have to be asked, or waited for by the clock of slow bodies.
            if incoming.isUnasked { (isBodyWanted, needsLoop) = (true, true) }
            return NANO_ERROR_AGAIN
        }
        return NANO_OK
    }

    /// Whether a read that found nothing is to be tried again.
    var isReadable: Bool {
        if case .ended = phase { return true }
        return isGone || incoming.isReadable
    }

    /// Has the event loop put in what has come.
    /// - Parameter body: returns whether that was the end.
    mutating func takeBody(
        _ body: (inout IncomingBody) throws(BodyReader.Fault) -> Bool
    ) throws(BodyReader.Fault) -> Bool {
        guard !isGone else { return false }
        let isEnded = try body(&incoming)
        if isEnded { incoming.end() }
        if isReadableDue, incoming.isReadable {
            isReadableDue = false
            add(.readable)
        }
        return isEnded
    }

    /// Whether the client is to be asked for the body now.
    mutating func takeWish() -> Bool {
        guard isBodyWanted else { return false }
        isBodyWanted = false
        incoming.ask()
        return true
    }
}
