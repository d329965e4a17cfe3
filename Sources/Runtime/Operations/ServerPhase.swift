import Synchronization

/// How far the process is in its life; what `/readyz` tells.
///
/// Callable from every thread.
final class ServerPhase: Sendable {
    enum Phase: Int, Sendable {
        /// The first look at the plugins is under way: no connection is accepted.
        case starting
        case ready
        /// It is about to stop, and serves on until load balancers know.
        case lameDuck
        /// It drains.
        case stopping
    }

    private let raw = Atomic<Int>(Phase.starting.rawValue)

    var now: Phase { Phase(rawValue: raw.load(ordering: .relaxed)) ?? .starting }

    /// The process goes on to `phase`; never back.
    func advance(to phase: Phase) {
        raw.max(phase.rawValue, ordering: .relaxed)
    }
}
