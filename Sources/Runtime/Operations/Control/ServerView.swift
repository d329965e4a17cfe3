import Configuration
import ControlAPI

/// What the control API sees of the server, and what it may ask of it. Nothing here waits for an
/// event loop or the lifecycle thread.
struct ServerView: Sendable {
    let board: AppBoard
    let phase: ServerPhase
    let log: EventLog
    /// `nil` where requests are not logged.
    var accessLog: AccessLog?
    /// One an event loop.
    let counters: [LoopCounters]
    /// `MAJOR.MINOR`.
    let abi: String
    let startMilliseconds = MonotonicClock.milliseconds
    /// Where apps are served: host and port.
    var address: @Sendable () -> String
    /// Client connections that are open, and those refused so far.
    var connections: @Sendable () -> (open: Int, refused: Int)
    /// Hands a command to the lifecycle thread, with who asks.
    var command: @Sendable (ControlCommand, _ origin: String, @escaping ControlReply) -> Void
    /// Asks whether the lifecycle thread still answers; it does so itself.
    var question: @Sendable (_ answer: @escaping @Sendable () -> Void) -> Void
    /// Asks every event loop which requests hold a generation; each answers on its own thread, with
    /// its number.
    var heldRequests:
        @Sendable (
            GenerationID, _ answer: @escaping @Sendable (_ loop: Int, [HeldRequestReport]) -> Void
        ) -> Void
    /// Threads inside a generation's code; looks at each of them.
    var heldThreads: @Sendable (GenerationStatus) -> [HeldThreadReport]
    /// What `/metrics` answers.
    var metrics: MetricsSource
}

/// The body of `/metrics` and its Content-Type, by the request's Accept field.
typealias MetricsSource = @Sendable (_ accept: String) -> (contentType: String, body: [UInt8])
