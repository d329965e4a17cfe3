import Configuration

/// What the lifecycle may ask of one event loop. The request line implements it; every call
/// returns at once and is carried out on the loop, in the order of the calls.
protocol EventLoopPort: Sendable {
    /// Takes up `table` and then retires `shards`, which are of this loop and not in the table.
    /// Acknowledges with `EventLoopReport.adopted`.
    func adopt(_ table: RoutingTable, retiring shards: [LeaseShard])

    /// Takes up new limits for all that begins from now on: requests and connections.
    func adopt(_ limits: Limits)

    /// Ends every request that holds a lease of the generation: 503 where no byte of a response
    /// was sent, and the connection closes.
    func cut(_ generation: GenerationID)

    /// The process drains: idle connections close, and every response closes its connection.
    func drainConnections()

    /// Closes the connections that hold no lease and owe no bytes, such as half-sent requests.
    func closeUnleasedConnections()
}

/// What an event loop tells the lifecycle, from its own thread.
enum EventLoopReport: Sendable {
    case adopted(table: UInt64)
    /// No connection is left on a loop that was told to drain. Comes once.
    case connectionsClosed
}
