/// The connections of one listener. Lives on the listeners' thread.
final class ConnectionCensus {
    private var connections: [ObjectIdentifier: ControlConnection] = [:]
    private var whenEmpty: (() -> Void)?

    var count: Int { connections.count }

    func add(_ connection: ControlConnection) {
        connections[ObjectIdentifier(connection)] = connection
    }

    func remove(_ connection: ControlConnection) {
        connections[ObjectIdentifier(connection)] = nil
        if connections.isEmpty { tellEmpty() }
    }

    /// Ends the connections on which no response is under way, and the others behind theirs.
    /// - Parameter whenEmpty: called once, when the last one has ended.
    func closeAll(whenEmpty: @escaping () -> Void) {
        self.whenEmpty = whenEmpty
        for connection in connections.values { connection.closeIfIdle() }
        if connections.isEmpty { tellEmpty() }
    }

    private func tellEmpty() {
        whenEmpty?()
        whenEmpty = nil
    }
}
