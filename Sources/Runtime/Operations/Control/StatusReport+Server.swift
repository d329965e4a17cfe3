import ControlAPI
import Glibc

extension StatusReport {
    init(_ server: ServerView) {
        let connections = server.connections()
        let apps = server.board.all
        let requests = server.counters.reduce(0) { $0 + $1.requests }
        self.init(
            state: State(server.phase.now), version: Version.text, pid: Int(getpid()),
            uptimeSeconds: (MonotonicClock.milliseconds - server.startMilliseconds) / 1_000,
            address: server.address(), connections: connections.open,
            connectionsRefused: connections.refused, requests: requests,
            errors: server.counters.reduce(0) { $0 + $1.errors },
            residentBytes: ProcessMemory.residentBytes,
            logLinesDropped: server.log.droppedCount + (server.accessLog?.lostCount ?? 0),
            apps: Self.counts(apps.map(\.state.rawValue)),
            generations: Self.counts(apps.flatMap { $0.generations.map(\.state.rawValue) }),
            loops: server.counters.enumerated().map { index, counters in
                LoopReport(
                    name: "loop-\(index)", requests: counters.requests,
                    connections: counters.connections,
                    lagMilliseconds: Double(counters.lagNanoseconds) / 1e6)
            })
    }

    private static func counts(_ states: [String]) -> [String: Int] {
        states.reduce(into: [:]) { $0[$1, default: 0] += 1 }
    }
}

extension StatusReport.State {
    init(_ phase: ServerPhase.Phase) {
        switch phase {
        case .starting: self = .starting
        case .ready: self = .ready
        case .lameDuck: self = .lameDuck
        case .stopping: self = .stopping
        }
    }
}

extension ServerView {
    /// Loops whose last turn of a second is ten seconds old.
    var stuckLoops: [String] {
        let now = MonotonicClock.nanoseconds
        return counters.enumerated().compactMap { index, counters in
            counters.isStuck(at: now) ? "loop-\(index)" : nil
        }
    }
}
