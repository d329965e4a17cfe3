/// Refused connections that nobody has been told of yet. A flood of them makes a line in the log
/// every few seconds, with their number, and none a connection. Pure.
struct RefusalTally {
    /// Two reports are at least this far apart.
    static let intervalSeconds: UInt32 = 10

    private var waiting: [ConnectionRefusal.Reason: ConnectionRefusal] = [:]
    private var nextReportSecond: UInt32 = 0
    /// All refusals ever.
    private(set) var counts: [ConnectionRefusal.Reason: Int] = [:]

    var count: Int { counts.values.reduce(0, +) }

    mutating func add(_ reason: ConnectionRefusal.Reason, _ client: ClientNetwork?) {
        counts[reason, default: 0] += 1
        var refusal = waiting[reason] ?? ConnectionRefusal(reason: reason, count: 0)
        refusal.count += 1
        refusal.client = reason == .address ? client : nil
        waiting[reason] = refusal
    }

    /// What there is to report now: at once after a quiet time, otherwise not before the interval
    /// is over. To be asked at the beginning of every second.
    mutating func take(at second: UInt32) -> [ConnectionRefusal] {
        guard !waiting.isEmpty, second >= nextReportSecond else { return [] }
        nextReportSecond = second + Self.intervalSeconds
        defer { waiting = [:] }
        return ConnectionRefusal.Reason.allCases.compactMap { waiting[$0] }
    }
}
