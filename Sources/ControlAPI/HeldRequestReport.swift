/// One request that holds a lease of a generation.
public struct HeldRequestReport: Codable, Equatable, Sendable {
    public enum Phase: String, Codable, CaseIterable, Sendable {
        /// The client has not sent the whole body.
        case readingBody = "reading body"
        /// Its handler waits for a lane, or runs on one.
        case handlerOnLane = "handler on lane"
        /// The plugin has deferred its answer.
        case deferred
        /// Its response has begun and is not whole.
        case streaming
        /// Its response waits for its client to take it.
        case writing
    }

    public var method: String
    /// The path alone: a query may hold secrets.
    public var path: String
    /// Address and port.
    public var client: String
    public var ageMilliseconds: Int
    public var phase: Phase
    /// The event loop that has its connection.
    public var loop: String

    enum CodingKeys: String, CodingKey {
        case method, path, client
        case ageMilliseconds = "age_ms"
        case phase, loop
    }

    public init(
        method: String, path: String, client: String, ageMilliseconds: Int, phase: Phase,
        loop: String
    ) {
        self.method = method
        self.path = path
        self.client = client
        self.ageMilliseconds = ageMilliseconds
        self.phase = phase
        self.loop = loop
    }
}
