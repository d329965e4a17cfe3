// All that one event loop owns: its routing table, its connections, and the buffers and counters
// they share. Nothing here is touched by another thread; what others may ask goes through LoopPort.

import Configuration
import Glibc
import HTTP1
import NIOCore

final class LoopState {
    let eventLoop: any EventLoop
    let log: EventLog
    /// Where the new requests of this loop go.
    var table = RoutingTable.empty
    /// The responses of one batch of requests; given to the socket at the batch's end.
    var output = ByteBuffer()
    /// Room for the header views of one request.
    private(set) var headers: HeaderRoom
    private(set) var limits: Limits
    /// The parsers' share of `limits`, made once.
    private(set) var headLimits: HeadLimits
    let admission: Admission
    /// The process drains: every response closes its connection.
    let drain = DrainFlag()
    let counters: LoopCounters

    private var connections: [ObjectIdentifier: Connection] = [:]
    private var date = HTTPDate(unixSeconds: 0)
    private var hasReportedEmpty = false
    private let report: @Sendable (EventLoopReport) -> Void
    /// Seconds since the loop started: the clock of the connections' deadlines.
    private(set) var seconds: UInt32 = 0

    init(
        eventLoop: any EventLoop, limits: Limits, admission: Admission, counters: LoopCounters,
        log: EventLog, report: @escaping @Sendable (EventLoopReport) -> Void
    ) {
        self.eventLoop = eventLoop
        self.limits = limits
        self.admission = admission
        headLimits = limits.head
        self.counters = counters
        self.log = log
        self.report = report
        headers = HeaderRoom(fieldCountMax: limits.fieldCountMax)
    }

    var isDraining: Bool { drain.isSet }

    /// The Date of responses: made once a second, from a clock that costs no system call.
    func currentDate() -> HTTPDate {
        var now = timespec()
        clock_gettime(CLOCK_REALTIME_COARSE, &now)
        if now.tv_sec != date.unixSeconds { date = HTTPDate(unixSeconds: now.tv_sec) }
        return date
    }

    /// One second has passed: deadlines of connections are looked at, all with one timer.
    func tick() {
        seconds += 1
        for connection in connections.values { connection.checkDeadline(seconds) }
        reportRefusals()
    }

    private func reportRefusals() {
        for refusal in admission.takeRefusals(at: seconds) {
            log.emit(
                .connectionsRefused(
                    count: refusal.count, reason: refusal.reason.rawValue,
                    client: refusal.client?.description))
        }
    }
}

// MARK: Connections

extension LoopState {
    func opened(_ connection: Connection) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func closed(_ connection: Connection) {
        connections[ObjectIdentifier(connection)] = nil
        reportIfEmpty()
    }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        self.table = table
        report(.adopted(table: table.number))
        for shard in shards { shard.retire() }
    }

    /// Takes up new limits: they hold for the next request of each connection, and for the next
    /// connection. Waits that are under way are measured by them from the next second on.
    func adopt(_ limits: Limits) {
        self.limits = limits
        headLimits = limits.head
        // Never less: a head that was parsed under the old limits may still be called with.
        if limits.fieldCountMax > headers.fieldCountMax {
            headers = HeaderRoom(fieldCountMax: limits.fieldCountMax)
        }
        for connection in connections.values { connection.adoptLimits() }
    }

    func cut(_ generation: GenerationID) {
        for connection in connections.values { connection.cut(generation) }
    }

    func drainConnections() {
        drain.set()
        for connection in connections.values { connection.closeIfIdle() }
        reportIfEmpty()
    }

    func closeUnleasedConnections() {
        for connection in connections.values { connection.closeIfUnleased() }
    }

    private func reportIfEmpty() {
        // Once: a connection that was accepted in the meantime is closed, and no second report.
        guard isDraining, connections.isEmpty, !hasReportedEmpty else { return }
        hasReportedEmpty = true
        report(.connectionsClosed)
    }
}
