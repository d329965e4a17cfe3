// Accept: whether one more connection may be opened. The counts are the process's, whichever loop
// accepts and whichever serves, so they stand behind a lock, taken once when a connection opens
// and once when it ends: nothing beside the system calls of both, and never for a request.

import Configuration
import Synchronization

/// Admits connections, and knows how many there are. On any thread.
final class Admission: Sendable {
    private struct State: Sendable {
        var census = ConnectionCensus()
        var tally = RefusalTally()
    }

    private let state = Mutex(State())

    /// A place for one more connection of `client`; `nil` where there is none, which is counted.
    func seat(for client: ClientNetwork?, _ limits: Limits) -> ConnectionSeat? {
        let isAdmitted = state.withLock { state in
            guard let reason = state.census.add(client, limits) else { return true }
            state.tally.add(reason, client)
            return false
        }
        return isAdmitted ? ConnectionSeat(client: client, admission: self) : nil
    }

    fileprivate func leave(_ client: ClientNetwork?) {
        state.withLock { $0.census.remove(client) }
    }

    /// The refusals to report in this second of the loops, if any; every loop may ask.
    func takeRefusals(at second: UInt32) -> [ConnectionRefusal] {
        state.withLock { $0.tally.take(at: second) }
    }

    /// Connections that are open.
    var openCount: Int { state.withLock { $0.census.count } }

    /// All connections refused so far.
    var refusedCount: Int { state.withLock { $0.tally.count } }

    /// The same by the limit that was reached, each with its number.
    var refusedCounts: [(reason: String, count: Int)] {
        let counts = state.withLock { $0.tally.counts }
        return ConnectionRefusal.Reason.allCases.map { ($0.rawValue, counts[$0, default: 0]) }
    }
}

/// One connection's place. It is free again when this value ends, on every path exactly once.
struct ConnectionSeat: ~Copyable {
    fileprivate let client: ClientNetwork?
    fileprivate let admission: Admission

    deinit {
        admission.leave(client)
    }
}
