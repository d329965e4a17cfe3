import Glibc
import PluginABI
import PluginHosting
import Sockets
import TestSupport

@testable import Runtime

/// One random history of a deferred call, done by `CallState` and by its model at once. What the
/// plugin's threads, the handler thread and the event loop do are its steps, in any order.
struct CallHistory: ~Copyable {
    static let pattern = [UInt8](unsafeUninitializedCapacity: 300_000) { memory, count in
        for index in memory.indices { memory[index] = UInt8(truncatingIfNeeded: index &* 31) }
        count = memory.count
    }

    var random: SeededGenerator
    var state: CallState
    var model: CallModel
    let frame: ResponseFrame
    /// The loop was asked to look, and has not.
    var isAsked = false
    /// A handler thread tells what is due.
    var isRunning = false
    /// The loop has seen the end of it, and knows its connection no more.
    var isDone = false
    var isFaultPending = false
    /// The loop had more of the body than there was room for.
    var isBodyHeldUp = false
    /// A read has found nothing of a body that the client is to be asked for.
    var isBodyWanted = false
    var isStatusDue = false
    var hasEndBeenTold = false
    var violation: String?

    init(seed: UInt64) {
        random = SeededGenerator(seed: seed)
        let kinds: [IncomingBody.Kind] = [.whole, .none, .arriving, .onRequest]
        let kind = kinds.randomElement(using: &random)!
        model = CallModel(kind)
        frame = ResponseFrame(
            keepsAlive: true, minorVersion: UInt8.random(in: 0...1, using: &random),
            isHead: Int.random(in: 0..<8, using: &random) == 0)
        var events = nano_call_events(
            size: UInt32(MemoryLayout<nano_call_events>.size), reserved: 0, data: nil,
            cancelled: { _, _, _ in }, draining: { _, _ in }, readable: { _, _ in },
            writable: { _, _ in }, ended: { _, _ in })
        state = CallState(CallEvents(&events)!, kind)
    }

    /// - Returns: the first rule that was broken, if one was.
    mutating func run(stepCount: Int) -> String? {
        for number in 0..<stepCount where violation == nil {
            let name = step()
            check()
            if let violation { return "step \(number), \(name): \(violation)" }
        }
        finish()
        return violation.map { "at the end: \($0)" }
    }

    private mutating func step() -> String {
        switch number(0...19) {
        case 0...9: pluginStep()
        case 10...12: tellStep()
        case 13...18: loopStep()
        default: newsStep()
        }
    }

    /// Everything under way comes to its end, and the plugin ends the call.
    private mutating func finish() {
        if model.isHandling { handleReturns() }
        if !model.isEnded { abandon() }
        check()
        for _ in 0..<8 where violation == nil {
            while isRunning, violation == nil { tell() }
            if isAsked { attend() }
            if !isDone, !model.isGone { clientTakes(model.unsentByteCount) }
            check()
        }
        expect(model.owed.isEmpty && state.isOver, "something is left")
        expect(hasEndBeenTold || model.isCut, "the end was not told")
        expect(isDone || model.isGone, "the loop was not told of the end")
    }

    // MARK: The rules

    /// To be called after every change, as DeferredCall does.
    mutating func follow() {
        let effects = state.takeEffects()
        let runs = !model.owed.isEmpty && !model.isHandling && !isRunning
        expect(effects.runs == runs, effects.runs ? "told without a reason" : "nobody tells")
        isRunning = isRunning || effects.runs
        expect(!effects.asksLoop || !isAsked, "the loop is asked twice")
        isAsked = isAsked || effects.asksLoop
    }

    private mutating func check() {
        expect(state.pendingByteCount == model.pendingByteCount, "bytes are counted wrong")
        let room = state.incoming.room
        expect(model.isGone || room == model.body.room, "room for other bytes of the body")
        expect(model.body.unreadByteCount <= CallState.bytesMax, "the body is not bounded")
        let isWritable =
            model.isGone || model.isEnded || model.pendingByteCount <= CallState.lowBytesMax
        expect(state.isWritable == isWritable, "a writer that waits is not told")
        let isReadable = model.isGone || model.isEnded || model.body.isReadable
        expect(state.isReadable == isReadable, "a reader that waits is not told")
        expect(state.isOver == model.isOver(isRunning: isRunning), "over at the wrong time")
        checkLoopIsAsked()
    }

    /// What is there for the loop to do, it is asked to do, or does when the client has taken all.
    private mutating func checkLoopIsAsked() {
        guard !isDone, !model.isGone else { return }
        let canTake = model.isTakeable && (!model.wire.isEmpty || model.isEnded)
        let looks = isAsked || model.unsentByteCount > 0
        expect(!canTake || looks, "nobody takes what there is")
        expect(!isFaultPending || looks, "nobody is told of what was refused")
        expect(!isBodyWanted || isAsked, "nobody asks for the body")
        expect(!isBodyHeldUp || model.body.room == 0 || isAsked, "nobody reads the body on")
    }

    mutating func expect(_ isTrue: Bool, _ violation: String) {
        if !isTrue, self.violation == nil { self.violation = violation }
    }

    static func areEqual(_ bytes: UnsafeRawBufferPointer, _ expected: ArraySlice<UInt8>) -> Bool {
        guard bytes.count == expected.count else { return false }
        return expected.withUnsafeBytes { expected in
            guard let start = bytes.baseAddress, let wanted = expected.baseAddress else {
                return expected.isEmpty
            }
            return memcmp(start, wanted, expected.count) == 0
        }
    }

    mutating func number(_ range: ClosedRange<Int>) -> Int {
        Int.random(in: range, using: &random)
    }
}
