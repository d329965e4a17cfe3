/// How far a drain is.
public struct DrainReport: Codable, Equatable, Sendable {
    public var elapsedMilliseconds: Int
    public var timeoutMilliseconds: Int
    /// Until what is in flight is cut; 0 behind that.
    public var leftMilliseconds: Int
    /// Leases that were held when it began.
    public var activeAtStart: Int
    /// The age of the oldest request that holds it, where a single app was asked for.
    public var oldestMilliseconds: Int?

    enum CodingKeys: String, CodingKey {
        case elapsedMilliseconds = "elapsed_ms"
        case timeoutMilliseconds = "timeout_ms"
        case leftMilliseconds = "left_ms"
        case activeAtStart = "active_at_start"
        case oldestMilliseconds = "oldest_ms"
    }

    public init(
        elapsedMilliseconds: Int, timeoutMilliseconds: Int, leftMilliseconds: Int,
        activeAtStart: Int, oldestMilliseconds: Int? = nil
    ) {
        self.elapsedMilliseconds = elapsedMilliseconds
        self.timeoutMilliseconds = timeoutMilliseconds
        self.leftMilliseconds = leftMilliseconds
        self.activeAtStart = activeAtStart
        self.oldestMilliseconds = oldestMilliseconds
    }
}
