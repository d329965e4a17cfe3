import Configuration
import Synchronization

@testable import Runtime

/// An event loop's port that keeps what it is asked for; the test is the loop.
final class ScriptedPort: EventLoopPort {
    struct Adoption: Sendable {
        let table: RoutingTable
        let retiring: [LeaseShard]
    }

    private let kept = Mutex<[Adoption]>([])

    var adoptions: [Adoption] { kept.withLock { $0 } }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        kept.withLock { $0.append(Adoption(table: table, retiring: shards)) }
    }

    func cut(_ generation: GenerationID) {}
    func adopt(_ limits: Limits) {}
    func drainConnections() {}
    func closeUnleasedConnections() {}
}
