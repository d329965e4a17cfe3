import Configuration
import Synchronization

@testable import Runtime

/// An event loop that takes up tables and retires shards at once, on the thread that asks, and
/// has no connections but the leases that a test takes.
final class ObedientPort: EventLoopPort {
    private struct State: Sendable {
        var mailbox: Mailbox<LifecycleMessage>?
        var table = RoutingTable.empty
    }

    private let state = Monitor(State())

    func connect(_ mailbox: Mailbox<LifecycleMessage>) {
        state.withLock { $0.mailbox = mailbox }
    }

    private func report(_ report: EventLoopReport) {
        state.withLock { $0.mailbox }?.post(.loop(report))
    }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        state.withLock { $0.table = table }
        state.broadcast()
        report(.adopted(table: table.number))
        for shard in shards { shard.retire() }
    }

    func cut(_ generation: GenerationID) {}
    func adopt(_ limits: Limits) {}

    func drainConnections() {
        report(.connectionsClosed)
    }

    func closeUnleasedConnections() {}

    /// What a host leads to now: a generation, 503 or 404.
    func answer(_ host: String) -> String {
        Self.answer(host, state.withLock { $0.table })
    }

    /// Waits until a host leads there.
    func waitFor(_ answer: String, from host: String) -> Bool {
        state.wait(seconds: 10) { Self.answer(host, $0.table) == answer ? true : nil } ?? false
    }

    /// Takes a lease as a request would; `nil` where the host leads to no generation, or the app's
    /// bound refuses it.
    func lease(_ host: String) -> HeldLease? {
        let table = state.withLock { $0.table }
        guard case .serving(let shard)? = Array(host.utf8).withUnsafeBytes({ table.route(for: $0) })
        else { return nil }
        return try? HeldLease(shard)
    }

    /// A lease as a test can keep it.
    final class HeldLease {
        private var lease: AppLease?

        init(_ shard: LeaseShard) throws(AppLimit) {
            lease = try AppLease(shard)
        }

        func end() {
            _ = lease.take()
        }
    }

    private static func answer(_ host: String, _ table: RoutingTable) -> String {
        switch Array(host.utf8).withUnsafeBytes({ table.route(for: $0) }) {
        case .serving(let shard): "generation \(shard.generation.id)"
        case .draining: "503"
        case .drained: "503, drained"
        case .reloading: "503, reloading"
        case .quarantined(let quarantine, _): "503, \(quarantine.reason)"
        case nil: "404"
        }
    }
}
