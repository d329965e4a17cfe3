// The threads of an event loop: the first one, on which it is made, and those that go on with it
// where the one before was given up inside a plugin.
//
// That another thread can go on rests on four things. While a plugin runs, nothing of the loop or
// of its connections is borrowed or half changed: what the call needs was moved into its
// `CallFrame` (Connection+Call). The watchdog gives a thread up by an atomic exchange, which the
// thread makes as well when the plugin returns: one of them comes first, and all that the thread
// did before the call is then seen by the other. A thread that finds itself given up ends inside
// the guarded call: no frame of ours on its stack is run further, so none touches the loop. And
// nothing is owed to those frames: they hold no lock, and what they own leaks, which is the stuck
// connection's object, once, and the closures that led to it. What the plugin itself may still
// use, the frame with the request's bytes, goes with the thread (`StrayThread`).

/// One thread of a loop.
final class LoopThread: @unchecked Sendable {
    // Unchecked: the loop belongs to the thread that is in `run`, and to the next one when that was
    // given up.
    private let loop: EventLoop
    private let name: String
    private let slot: CallSlot

    init(_ loop: EventLoop, _ name: String, _ slot: CallSlot) {
        self.loop = loop
        self.name = name
        self.slot = slot
    }

    func run(_ body: (EventLoop) -> Void) {
        EventLoopThread.enter()
        slot.enter(.ends)
        body(loop)
        CallSlot.leave()
        loop.watchdog?.forget(slot)
    }

    /// - Parameter thread: the one that is in `run`.
    func watch(_ thread: NamedThread) {
        loop.watchdog?.watch(slot, .loop) { [self] call in replace(thread, inside: call.owner) }
    }

    /// On the watchdog's thread, once this one was given up.
    /// - Returns: `false` where no thread is to be had.
    private func replace(_ thread: NamedThread, inside owner: GenerationID) -> Bool {
        let next = LoopThread(loop, name, CallSlot())
        let replacement = try? NamedThread(name) {
            next.run { loop in
                // Before the request's lease ends: the generation must not be closed meanwhile.
                loop.watchdog?.report(.strayed(owner, StrayThread(thread, keeping: loop.frame)))
                loop.goOn(without: loop.inlineCall)
            }
        }
        if let replacement { next.watch(replacement) }
        return replacement != nil
    }
}
