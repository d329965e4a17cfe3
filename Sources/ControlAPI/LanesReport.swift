/// The threads on which a generation's blocking handlers run.
public struct LanesReport: Codable, Equatable, Sendable {
    public var threads: Int
    /// Requests and callbacks that wait for one.
    public var queued: Int

    public init(threads: Int, queued: Int) {
        self.threads = threads
        self.queued = queued
    }
}
