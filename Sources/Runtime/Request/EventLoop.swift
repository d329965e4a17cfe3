// All that one event loop owns, and its turn: its connections, its routing table, and the buffers
// and counters that its requests share. It waits for what is ready, and answers all of that before
// it waits again.
//
// Nothing here is touched by another thread: it is made on its own thread, and what others may ask
// comes as a task through its mailbox.

import Configuration
import Glibc
import HTTP1
import Sockets

final class EventLoop {
    /// What another thread has the loop do.
    typealias Task = @Sendable (EventLoop) -> Void

    /// What is watched beside the connections. Their tokens are larger (`ConnectionID`).
    private enum Source: UInt64 {
        case mailbox, timer, callTimer, listener
    }

    private static let tickIntervalNanoseconds = 1_000_000_000

    /// Of its thread.
    let name: String
    let port: LoopPort
    let log: EventLog
    private(set) var limits: Limits
    /// The parsers' share of `limits`, made once.
    private(set) var headLimits: HeadLimits
    let admission: Admission
    let counters: LoopCounters
    /// Where the new requests of this loop go.
    var table = RoutingTable.empty
    /// Where every connection reads that has kept nothing from before.
    var input = ByteQueue()
    /// The responses of one batch of requests; given to the socket at the batch's end.
    var output = ByteQueue()
    /// What an inline call reads and writes. Another takes its place when a call keeps it.
    private(set) var frame: CallFrame
    /// The call that this thread is in, if it was made for a connection.
    var inlineCall: InlineCall?
    /// The calls that have not answered at once.
    var calls: [CallNumber: PendingCall] = [:]
    /// Expires when the time of the first of them is over, or before.
    var callTimer: DeadlineTimer
    var clock = LoopClock()
    /// The lines of this turn, where requests are logged.
    var accessLines: AccessLines?
    private let accessLog: AccessLog?
    /// Of the last request, in this process.
    private var requestNumber = RequestNumbers.nextStart()
    /// Seconds since the loop started: the clock of the connections' deadlines.
    private(set) var seconds: UInt32 = 0
    /// The process drains: every response closes its connection.
    let drain = DrainFlag()
    /// On the loop that accepts.
    var acceptor: Acceptor?
    /// Told of calls on lanes whose time is over.
    let watchdog: Watchdog?

    private let epoll: Epoll
    private let timer: IntervalTimer
    /// When that expires next.
    private var tickNanoseconds: Int
    private(set) var connections = ConnectionTable()
    /// Taken from the mailbox and not carried out yet: they outlive a thread that does not come
    /// back from one of them. What else a turn has left undone is reported again.
    private var tasks: ArraySlice<Task> = []
    private var hasReportedEmpty = false
    private var isStopped = false
    private let report: @Sendable (EventLoopReport) -> Void

    init(
        _ name: String, port: LoopPort, limits: Limits, admission: Admission,
        counters: LoopCounters, log: EventLog, accessLog: AccessLog? = nil,
        watchdog: Watchdog? = nil,
        report: @escaping @Sendable (EventLoopReport) -> Void
    ) throws(SystemError) {
        self.name = name
        self.port = port
        self.limits = limits
        self.admission = admission
        headLimits = limits.head
        self.counters = counters
        self.log = log
        self.accessLog = accessLog
        accessLines = accessLog.map(AccessLines.init)
        self.watchdog = watchdog
        self.report = report
        frame = CallFrame(
            CallOrigin(port: port, drain: drain), fieldCountMax: limits.fieldCountMax)
        epoll = try Epoll()
        timer = try IntervalTimer(seconds: 1)
        tickNanoseconds = MonotonicClock.nanoseconds + Self.tickIntervalNanoseconds
        callTimer = try DeadlineTimer()
        try epoll.add(port.mailbox.descriptor, .readable, token: Source.mailbox.rawValue)
        try epoll.add(timer.descriptor, .readable, token: Source.timer.rawValue)
        try epoll.add(callTimer.descriptor, .readable, token: Source.callTimer.rawValue)
        CurrentRequest.set(frame)
    }

    var isDraining: Bool { drain.isSet }

    /// The thread's whole life.
    func run() {
        while !isStopped { turn() }
    }

    private func turn() {
        let count = epoll.wait()
        clock.beginTurn()
        for index in 0..<count {
            let (token, readiness) = epoll.report(at: index)
            switch Source(rawValue: token) {
            case nil: connections[ConnectionID(token: token)]?.ready(readiness)
            case .mailbox:
                tasks += port.mailbox.take()
                carryOutTasks()
            case .timer: secondsPassed(timer.take())
            case .callTimer: checkCallDeadlines()
            case .listener: acceptor?.accept(on: self)
            }
        }
        accessLines?.handOver()
    }

    func carryOutTasks() {
        while let task = tasks.popFirst() { task(self) }
    }

    func nextRequestNumber() -> UInt64 {
        requestNumber &+= 1
        return requestNumber
    }

    private func secondsPassed(_ count: Int) {
        guard count > 0 else { return }
        counters.ticked(
            at: clock.nanoseconds,
            lagNanoseconds: max(0, clock.nanoseconds - tickNanoseconds),
            connectionCount: connections.count)
        tickNanoseconds += count * Self.tickIntervalNanoseconds
        for _ in 0..<count { tick() }
    }

    /// One second has passed: deadlines of connections are looked at, all with one timer.
    func tick() {
        seconds += 1
        acceptor?.resume(on: self)
        for connection in connections.all { connection.checkDeadline(seconds) }
        reportRefusals()
        if let count = accessLog?.takeLost(at: clock.nanoseconds) {
            log.emit(.accessLogDropped(count: count))
        }
    }

    private func reportRefusals() {
        for refusal in admission.takeRefusals(at: seconds) {
            log.emit(
                .connectionsRefused(
                    count: refusal.count, reason: refusal.reason.rawValue,
                    client: refusal.client?.description))
        }
    }

    /// Ends `run` when this turn is over.
    func stop() {
        isStopped = true
    }
}

// MARK: What is watched

extension EventLoop {
    func watch(_ socket: ListeningSocket) throws(SystemError) {
        try epoll.add(socket.descriptor, .readable, token: Source.listener.rawValue)
    }

    func rewatch(_ socket: ListeningSocket, _ interest: Readiness) {
        epoll.change(socket.descriptor, interest, token: Source.listener.rawValue)
    }

    func rewatch(_ descriptor: CInt, _ interest: Readiness, _ id: ConnectionID) {
        epoll.change(descriptor, interest, token: id.token)
    }
}

// MARK: Connections

extension EventLoop {
    /// Takes a connection in, for good, if there is a seat for it.
    ///
    /// Otherwise it is reset: nothing of it is left in the kernel, no byte of a request was taken,
    /// and a client may try again (RFC 9112 §9.3.1). An answer would have to be lingered over to
    /// arrive, and so would hold what there is too little of.
    func open(_ socket: consuming Socket, peer: SocketAddress) {
        guard let seat = admission.seat(for: ClientNetwork(peer.ip), limits) else {
            return socket.reset()
        }
        let descriptor = socket.descriptor
        let connection = Connection(self, socket, peer: peer, seat)
        connection.id = connections.add(connection)
        guard (try? epoll.add(descriptor, .readable, token: connection.id.token)) != nil else {
            return connection.close()
        }
        if isDraining { connection.beginClosing() }
    }

    func closed(_ connection: Connection) {
        connections.remove(connection.id)
        reportIfEmpty()
    }

    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard]) {
        self.table = table
        report(.adopted(table: table.number))
        for shard in shards {
            drainCalls(of: shard.generation.id)
            shard.retire()
        }
    }

    /// Takes up new limits: they hold for the next request of each connection, and for the next
    /// connection. Waits that are under way are measured by them from the next second on.
    func adopt(_ limits: Limits) {
        self.limits = limits
        headLimits = limits.head
        // Never less: a head that was parsed under the old limits may still be called with.
        if limits.fieldCountMax > frame.fieldCountMax { replaceFrame() }
        for connection in connections.all { connection.adoptLimits() }
    }

    /// The frame stays with whoever has it.
    func replaceFrame() {
        frame = CallFrame(
            frame.origin, fieldCountMax: max(frame.fieldCountMax, limits.fieldCountMax))
        CurrentRequest.set(frame)
    }

    func cut(_ generation: GenerationID) {
        cutCalls(of: generation)
        for connection in connections.all { connection.cut(generation) }
    }

    func drainConnections() {
        drain.set()
        for connection in connections.all { connection.closeIfIdle() }
        reportIfEmpty()
    }

    func closeUnleasedConnections() {
        for connection in connections.all { connection.closeIfUnleased() }
    }

    private func reportIfEmpty() {
        // Once: a connection that was accepted in the meantime is closed, and no second report.
        guard isDraining, connections.isEmpty, !hasReportedEmpty else { return }
        hasReportedEmpty = true
        // The process may end before this turn does.
        accessLines?.handOver()
        report(.connectionsClosed)
    }
}
