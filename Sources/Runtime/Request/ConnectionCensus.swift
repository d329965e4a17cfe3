import Configuration

/// How many connections there are, in all and of each client. Pure.
///
/// Its memory is bounded by the connections that are open: a client without one is not in it.
struct ConnectionCensus {
    private(set) var count = 0
    private var counts: [ClientNetwork: Int] = [:]

    /// Counts one more connection of `client`, unless it would be one too many.
    /// - Parameter client: `nil` where the socket has no address; then only the total binds.
    /// - Returns: why it may not be opened.
    mutating func add(_ client: ClientNetwork?, _ limits: Limits) -> ConnectionRefusal.Reason? {
        guard count < limits.connectionCountMax else { return .total }
        if let client {
            let held = counts[client, default: 0]
            guard held < limits.connectionCountPerAddressMax else { return .address }
            counts[client] = held + 1
        }
        count += 1
        return nil
    }

    /// A connection that was added has ended.
    mutating func remove(_ client: ClientNetwork?) {
        count -= 1
        guard let client, let held = counts[client] else { return }
        counts[client] = held > 1 ? held - 1 : nil
    }

    /// How many clients are remembered.
    var clientCount: Int { counts.count }
}
