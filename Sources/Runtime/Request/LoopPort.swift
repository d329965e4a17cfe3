import Configuration

/// The way to one event loop from other threads: what is posted is carried out on the loop's own
/// thread, in order.
struct LoopPort: EventLoopPort {
    let mailbox = Mailbox<EventLoop.Task>()

    func post(_ task: @escaping EventLoop.Task) {
        mailbox.post(task)
    }

    /// Asks what holds a generation on this loop, the oldest first.
    ///
    /// A loop that is stuck does not answer: whoever asks is to bound its wait.
    /// - Parameter reply: called on the loop, once.
    func heldRequests(
        of generation: GenerationID, reply: @escaping @Sendable ([HeldRequest]) -> Void
    ) {
        post { reply($0.heldRequests(of: generation)) }
    }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        post { $0.adopt(table, retiring: shards) }
    }

    func adopt(_ limits: Limits) {
        post { $0.adopt(limits) }
    }

    func cut(_ generation: GenerationID) {
        post { $0.cut(generation) }
    }

    func drainConnections() {
        post { $0.drainConnections() }
    }

    func closeUnleasedConnections() {
        post { $0.closeUnleasedConnections() }
    }
}
