extension Call {
    /// Runs `function` once, on a handler thread, when nobody waits for the answer any more; at
    /// once, here, if that is so already. It sees to it that whoever has the call drops it.
    public func onCancel(_ function: @escaping @Sendable (CancelReason) -> Void) {
        open.events.onCancel(function)
    }

    /// Runs `function` once, on a handler thread, when the app begins to drain; at once, here, if
    /// it does already.
    public func onDrain(_ function: @escaping @Sendable () -> Void) {
        open.events.draining.set { _ in function() }
    }
}

extension ResponseStream {
    /// Runs `function` once, on a handler thread, when nobody waits for the response any more; at
    /// once, here, if that is so already. It sees to it that whoever has the stream drops it.
    public func onCancel(_ function: @escaping @Sendable (CancelReason) -> Void) {
        open.events.onCancel(function)
    }

    /// Runs `function` once, on a handler thread, when the app begins to drain; at once, here, if
    /// it does already. A stream without an end of its own ends here.
    public func onDrain(_ function: @escaping @Sendable () -> Void) {
        open.events.draining.set { _ in function() }
    }
}

extension CallEvents {
    func onCancel(_ function: @escaping @Sendable (CancelReason) -> Void) {
        // Reasons that came after this SDK count as the client's.
        cancelled.set { function(CancelReason(rawValue: $0) ?? .client) }
    }
}
