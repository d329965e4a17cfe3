/// Connections that were refused for one reason, as the operator is told of them.
struct ConnectionRefusal: Equatable, Sendable {
    /// The limit that was reached, by its key in `nano.json`.
    enum Reason: String, CaseIterable, Sendable {
        case total = "max_connections"
        case address = "max_connections_per_address"
    }

    let reason: Reason
    /// How many since the last report.
    var count: Int
    /// The last client refused, where its own connections were the reason.
    var client: ClientNetwork?
}
