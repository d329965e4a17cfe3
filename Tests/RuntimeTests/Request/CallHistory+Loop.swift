import Sockets
import TestSupport

@testable import Runtime

/// What the event loop and the handler threads do.
extension CallHistory {
    // MARK: The handler thread

    mutating func tellStep() -> String {
        if isRunning { tell() }
        return "tell"
    }

    mutating func tell() {
        let event = state.nextEvent()
        expect(!hasEndBeenTold || event == nil, "told after ended")
        expect((event == nil) == model.owed.isEmpty, "told something else than is owed")
        if let event {
            expect(model.owed.contains(event), "told what is not owed")
            model.told(event)
            hasEndBeenTold = hasEndBeenTold || event == .ended
        } else {
            isRunning = false
        }
        follow()
        if !isRunning, state.isOver { expect(isAsked, "the loop does not hear that it is over") }
    }

    // MARK: The event loop

    mutating func loopStep() -> String {
        switch number(0...9) {
        case 0...3: if isAsked { attend() }
        case 4...6: clientTakes(number(0...2) == 0 ? model.unsentByteCount : number(0...100_000))
        case 7, 8: bodyArrives()
        default: if model.isHandling { handleReturns() }
        }
        return "loop"
    }

    mutating func handleReturns() {
        model.returned()
        state.handleReturned()
        follow()
    }

    /// As EventLoop.attend and Connection.takeAnswer.
    mutating func attend() {
        isAsked = false
        state.heard()
        follow()
        guard !isDone, !model.isGone else { return }
        if model.unsentByteCount == 0 { take() }
        if !isDone { feed(0) }
    }

    private mutating func take() {
        var output = ByteQueue()
        let taken = state.take(&output)
        follow()
        expect((taken.fault != nil) == isFaultPending, "what was refused is told wrong")
        isFaultPending = false
        guard model.isTakeable else {
            return expect(output.isEmpty && taken.ending == nil, "taken too early")
        }
        expect(
            output.withUnsafeBytes { Self.areEqual($0, model.wire[...]) }, "other bytes on the wire"
        )
        expect((taken.status != nil) == isStatusDue, "the status is told wrong")
        expect(taken.ending == model.ending, "another ending")
        isStatusDue = false
        model.wire = []
        isDone = taken.ending != nil
        if !isDone { sent(output.count - number(0...output.count)) }
    }

    private mutating func sent(_ unsentByteCount: Int) {
        model.sent(unsentByteCount, isRunning: isRunning)
        state.sent(unsentByteCount: unsentByteCount)
        follow()
    }

    /// As Connection.sendUnsent.
    mutating func clientTakes(_ byteCount: Int) {
        guard !isDone, !model.isGone, model.unsentByteCount > 0 else { return }
        sent(max(0, model.unsentByteCount - byteCount))
        if model.unsentByteCount == 0 { attend() }
    }

    private mutating func bodyArrives() {
        switch model.bodyKind {
        case .arriving, .onRequest: feed(number(0...100_000))
        case .whole, .none: break
        }
    }

    /// As Connection.feed, with so much more of the body in the connection's buffer.
    private mutating func feed(_ byteCount: Int) {
        guard !isDone, !model.isGone else { return }
        let asks = state.takeWish()
        follow()
        expect(asks == isBodyWanted, "the client is asked for the body wrong")
        if asks { (isBodyWanted, model.body.isUnasked) = (false, false) }
        let isLast = byteCount > 0 && number(0...9) == 0 && model.body.room > byteCount
        let first = model.body.arrivedByteCount
        let count = min(byteCount, model.body.room)
        let bytes = CallModelBody.bytes(first, count)
        isBodyHeldUp = count < byteCount
        if count > 0 || isLast { isBodyWanted = false }
        do throws(BodyReader.Fault) {
            let hasEnded = try state.takeBody { incoming throws(BodyReader.Fault) in
                if count > 0 { incoming.append(bytes.span.bytes) }
                return isLast
            }
            expect(hasEnded == isLast, "the body's end is told wrong")
        } catch {
            expect(false, "\(error)")
        }
        model.arrive(count, isLast: isLast, isRunning: isRunning)
        follow()
    }

    // MARK: What happens to the client, the time and the app

    mutating func newsStep() -> String {
        switch number(0...11) {
        case 0...2:
            model.drain(isRunning: isRunning)
            state.drain()
        case 3: leave()
        case 4...6: timeOut()
        case 7:
            model.cut(isRunning: isRunning)
            state.cut()
        default:
            guard !isDone else { break }
            model.cancel(isGone: false, isRunning: isRunning)
            state.cancel(.client, isGone: false)
        }
        follow()
        return "news"
    }

    private mutating func leave() {
        guard !isDone else { return }
        model.cancel(isGone: true, isRunning: isRunning)
        state.cancel(.client, isGone: true)
    }

    private mutating func timeOut() {
        let isBound = model.phase == .open && !model.isGone
        let waits: Bool = if case .whole = model.bodyKind { false } else { !model.body.isReadable }
        switch state.timeOut(at: 1_000, timeoutMilliseconds: 500) {
        case .none: expect(!isBound, "no time binds it")
        case .later(let milliseconds):
            expect(isBound && waits && milliseconds == 1_500, "the time stands still")
        case .over:
            expect(isBound && !waits, "the time is over")
            model.cancel(isGone: true, isRunning: isRunning)
        }
    }
}
