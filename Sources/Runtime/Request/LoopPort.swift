import Configuration

/// The way to one event loop from other threads: what is posted is carried out on the loop's own
/// thread, in order.
struct LoopPort: EventLoopPort {
    let mailbox = Mailbox<EventLoop.Task>()

    func post(_ task: @escaping EventLoop.Task) {
        mailbox.post(task)
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
