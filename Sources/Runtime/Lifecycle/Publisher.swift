// The step that makes a generation the one that new requests reach: publish. Each event loop gets
// a table of its own; when all loops have acknowledged one, none of them can grant a lease on a
// generation that is not in it.

/// Publishes routing tables. Lifecycle thread only.
struct Publisher {
    let ports: [any EventLoopPort]
    private(set) var number: UInt64 = 0
    /// Loops that have not acknowledged a table, by its number.
    private var waiting: [UInt64: Int] = [:]
    private var announcements: [UInt64: [Event]] = [:]

    init(ports: [any EventLoopPort]) {
        self.ports = ports
    }

    /// One app of a table: its hosts, and what they lead to on each loop.
    struct Entry {
        let hosts: [String]
        let isFallback: Bool
        /// By loop.
        let routes: [Route]
    }

    /// Hands a table of `entries` to every loop.
    /// - Parameters:
    ///   - retiring: generations that are not in it any more, each with its shards by loop.
    ///   - announcements: events to be emitted when every loop has taken it up.
    mutating func publish(
        _ entries: [Entry], retiring: [[LeaseShard]], announcing announcements: [Event]
    ) {
        number += 1
        waiting[number] = ports.count
        self.announcements[number] = announcements
        let fallback = entries.count == 1 ? 0 : entries.firstIndex(where: \.isFallback)
        for (loop, port) in ports.enumerated() {
            let table = RoutingTable(
                number: number, routes: entries.map { ($0.hosts, $0.routes[loop]) },
                fallback: fallback)
            port.adopt(table, retiring: retiring.map { $0[loop] })
        }
    }

    /// A loop has taken up table `number`.
    /// - Returns: the events to emit, if it was the last loop.
    mutating func acknowledged(_ number: UInt64) -> [Event] {
        guard let left = waiting[number] else { return [] }
        guard left == 1 else {
            waiting[number] = left - 1
            return []
        }
        waiting[number] = nil
        return announcements.removeValue(forKey: number) ?? []
    }

    /// Whether every loop has taken up every table.
    var isAcknowledged: Bool { waiting.isEmpty }

    /// Whether every loop has taken up table `number`, which was published.
    func isAcknowledged(_ number: UInt64) -> Bool { waiting[number] == nil }

    /// The announcements that wait for a loop that does not answer: a drain's deadline has come,
    /// and its event must not come first.
    mutating func takeAnnouncements() -> [Event] {
        let numbers = announcements.keys.sorted()
        return numbers.flatMap { announcements.removeValue(forKey: $0) ?? [] }
    }
}
