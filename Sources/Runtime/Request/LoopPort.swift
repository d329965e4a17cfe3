import Configuration
import NIOCore

/// The lifecycle's way to one event loop: hands every call over to the loop's own thread.
struct LoopPort: EventLoopPort {
    private let state: NIOLoopBoundBox<LoopState>

    init(_ state: NIOLoopBoundBox<LoopState>) {
        self.state = state
    }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        state.eventLoop.execute { [state] in state.value.adopt(table, retiring: shards) }
    }

    func adopt(_ limits: Limits) {
        state.eventLoop.execute { [state] in state.value.adopt(limits) }
    }

    func cut(_ generation: GenerationID) {
        state.eventLoop.execute { [state] in state.value.cut(generation) }
    }

    func drainConnections() {
        state.eventLoop.execute { [state] in state.value.drainConnections() }
    }

    func closeUnleasedConnections() {
        state.eventLoop.execute { [state] in state.value.closeUnleasedConnections() }
    }
}
