extension Call {
    /// Keeps the call in a reference, until somebody takes it to answer it.
    ///
    ///     let waiting = Mutex<[Kept<Call>]>([])
    ///     waiting.withLock { $0.append(call.keep()) }
    ///     ...
    ///     waiting.withLock { $0.popLast() }?.take()?.respond(.text("it is your turn"))
    ///
    /// - Parameters:
    ///   - onDrain: gets the call when the app begins to drain and it has not been taken.
    ///   - onCancel: gets it when nobody waits for the answer any more; drops it unless given.
    ///
    /// Both run on a handler thread, or at once, here, if it has happened already.
    public consuming func keep(
        onDrain: (@Sendable (consuming Call) -> Void)? = nil,
        onCancel: @escaping @Sendable (consuming Call, CancelReason) -> Void = { _, _ in }
    ) -> Kept<Call> {
        let events = open.events
        let kept = Kept(self)
        events.hand(kept, onDrain: onDrain, onCancel: onCancel)
        return kept
    }
}

extension ResponseStream {
    /// Keeps the stream in a reference, until somebody takes it to go on; see `Call.keep`.
    ///
    /// - Parameters:
    ///   - onDrain: gets the stream when the app begins to drain and it has not been taken.
    ///   - onCancel: gets it when nobody waits for more of it; drops it unless given.
    public consuming func keep(
        onDrain: (@Sendable (consuming ResponseStream) -> Void)? = nil,
        onCancel: @escaping @Sendable (consuming ResponseStream, CancelReason) -> Void = { _, _ in }
    ) -> Kept<ResponseStream> {
        let events = open.events
        let kept = Kept(self)
        events.hand(kept, onDrain: onDrain, onCancel: onCancel)
        return kept
    }

    /// Gives the stream to `function`, on a handler thread, when there is room again after a
    /// `tryWrite` that did not take all, or when nobody takes any more: a write tells.
    public consuming func whenWritable(
        _ function: @escaping @Sendable (consuming ResponseStream) -> Void
    ) {
        let events = open.events
        let kept = Kept(self)
        events.writable.set { _ in if let stream = kept.take() { function(stream) } }
    }

    /// Gives the stream to `function`, on a handler thread, when there is something to read after a
    /// `tryRead` that found nothing, or when nothing will come any more: a read tells.
    public consuming func whenReadable(
        _ function: @escaping @Sendable (consuming ResponseStream) -> Void
    ) {
        let events = open.events
        let kept = Kept(self)
        events.readable.set { _ in if let stream = kept.take() { function(stream) } }
    }
}

extension Call {
    /// Gives the call to `function`, on a handler thread, when there is something to read after a
    /// `tryRead` that found nothing, or when nothing will come any more: a read tells.
    public consuming func whenReadable(
        _ function: @escaping @Sendable (consuming Call) -> Void
    ) {
        let events = open.events
        let kept = Kept(self)
        events.readable.set { _ in if let call = kept.take() { function(call) } }
    }
}

extension CallEvents {
    /// Gives what is kept to one of the functions, unless somebody has taken it before.
    fileprivate func hand<Value: ~Copyable & Sendable>(
        _ kept: Kept<Value>, onDrain: (@Sendable (consuming Value) -> Void)?,
        onCancel: @escaping @Sendable (consuming Value, CancelReason) -> Void
    ) {
        if let onDrain {
            draining.set { _ in if let value = kept.take() { onDrain(value) } }
        }
        self.onCancel { reason in if let value = kept.take() { onCancel(value, reason) } }
    }
}
