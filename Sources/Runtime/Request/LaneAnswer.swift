import Sockets

/// What a lane hands back to the event loop.
final class LaneAnswer: Sendable {
    let outcome: PluginCall.Outcome
    /// The response; empty where there is none.
    let output: ByteQueue

    init(_ outcome: PluginCall.Outcome, output: consuming ByteQueue) {
        self.outcome = outcome
        self.output = output
    }
}
