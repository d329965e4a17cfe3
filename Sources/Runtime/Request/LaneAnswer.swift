import Sockets

/// What a lane hands back to the event loop.
final class LaneAnswer: Sendable {
    let outcome: PluginCall.Outcome
    let frame: ResponseFrame
    /// The response; empty where the call has failed.
    let output: ByteQueue

    init(_ outcome: PluginCall.Outcome, _ frame: ResponseFrame, _ output: consuming ByteQueue) {
        self.outcome = outcome
        self.frame = frame
        self.output = output
    }
}
