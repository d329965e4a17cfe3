/// What answers the requests of a listener. All of it is called on the listeners' thread, which it
/// must not hold up for long.
public struct ControlService: Sendable {
    /// Whether a client may connect; its connection is closed otherwise.
    public var permits: @Sendable (ControlPeer) -> Bool
    /// The answer to a request that the server refuses by itself.
    public var refuse: @Sendable (ControlRefusal) -> ControlResponse
    /// Answers a request, at once or later.
    public var handle: @Sendable (ControlRequest, ControlResponder) -> Void

    public init(
        permits: @escaping @Sendable (ControlPeer) -> Bool = { _ in true },
        refuse: @escaping @Sendable (ControlRefusal) -> ControlResponse = {
            ControlResponse(status: $0.status)
        },
        handle: @escaping @Sendable (ControlRequest, ControlResponder) -> Void
    ) {
        self.permits = permits
        self.refuse = refuse
        self.handle = handle
    }
}
