/// One event of a runtime's, as `GET /events` tells it.
public struct ReceivedEvent: Equatable, Sendable {
    /// From 1 in each process; nil for what is about the events themselves, such as `events_lost`.
    public var id: UInt64?
    /// As in README's table of events.
    public var name: String
    /// The event as a line of JSON.
    public var json: String

    public init(id: UInt64?, name: String, json: String) {
        self.id = id
        self.name = name
        self.json = json
    }
}
