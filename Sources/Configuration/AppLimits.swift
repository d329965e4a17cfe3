// Every bound on what one app may use, with its default and its reason. Like `Limits`, which are
// the whole server's, they are stated here and nowhere else; which values a file may give, and
// under which key, says `AppLimitsKey`.

/// What a configuration file says about the bounds of an app: of one, or in `defaults` of all.
/// What it leaves out is nil.
///
/// They keep what one app does from being felt by the others. Each has a default that no honest
/// app meets, or none where only the operator can know: how many requests an app can serve at
/// once, or a second, is a fact about that app.
public struct AppLimits: Equatable, Sendable {
    /// Bytes of a request's body; beyond, 413. Nil: `Limits.bodyBytesMaxDefault`.
    public var maxBodyBytes: Int?

    /// Milliseconds until a response begins; beyond, 504. 0 for ever.
    public var timeoutMilliseconds: Int?

    /// Threads on which one generation's blocking handlers run.
    public var laneCountMax: Int?

    /// Requests that wait for such a thread; further ones get 503.
    public var queueCountMax: Int?

    /// Requests under way at a time; further ones get 503. 0 for no bound.
    public var concurrencyMax: Int?

    /// Requests a second; further ones get 503. 0 for no bound.
    public var requestsPerSecondMax: Int?

    /// Faults within 60 s after which the app is quarantined.
    public var faultCountMax: Int?

    /// Bytes that the entries of its key-value store count together; beyond, the oldest go.
    public var storeBytesMax: Int?

    /// Limits that say nothing.
    public init() {}

    /// Longer than an honest handler takes that has to ask another server, and short enough that a
    /// client is still there to read the 504.
    public static let timeoutMillisecondsDefault = 5_000

    /// Enough that three handlers which wait for something do not keep a fourth from being run. A
    /// thread costs its stack, and a thousand apps may each have so many.
    public static let laneCountMaxDefault = 4

    /// What four lanes answer in 5 s where a request takes them 20 ms: who would wait longer would
    /// get a 504, and can as well be told at once.
    public static let queueCountMaxDefault = 1_000

    /// None: the lanes and their queue bound a blocking app, and an inline one is as many at a time
    /// as there are event loops. It is for apps that defer.
    public static let concurrencyMaxDefault = 0

    /// None: what an app can serve, only its operator knows.
    public static let requestsPerSecondMaxDefault = 0

    /// A fault may be one bad request's. Each poisoned copy stays in memory for good, so a fault
    /// that comes again and again must not be answered with a new copy for ever.
    public static let faultCountMaxDefault = 3

    /// Some ten thousand sessions. The store is made as large as what is put in it, and a thousand
    /// apps that never use theirs pay nothing.
    public static let storeBytesMaxDefault = 16 << 20

    /// These, with what they leave out taken from `defaults`.
    func filled(from defaults: AppLimits) -> AppLimits {
        var limits = self
        limits.maxBodyBytes = maxBodyBytes ?? defaults.maxBodyBytes
        limits.timeoutMilliseconds = timeoutMilliseconds ?? defaults.timeoutMilliseconds
        limits.laneCountMax = laneCountMax ?? defaults.laneCountMax
        limits.queueCountMax = queueCountMax ?? defaults.queueCountMax
        limits.concurrencyMax = concurrencyMax ?? defaults.concurrencyMax
        limits.requestsPerSecondMax = requestsPerSecondMax ?? defaults.requestsPerSecondMax
        limits.faultCountMax = faultCountMax ?? defaults.faultCountMax
        limits.storeBytesMax = storeBytesMax ?? defaults.storeBytesMax
        return limits
    }
}
