import Configuration
import Sockets

/// A call that runs on a lane: everything it needs, and nothing of the connection.
final class LaneCall: @unchecked Sendable {
    // Unchecked: the frame is begun on the event loop and then used on the lane alone, until what
    // came of it is posted back.
    private let generation: Generation
    private let frame: CallFrame

    init(_ generation: Generation, _ frame: CallFrame) {
        self.generation = generation
        self.frame = frame
        let timeout = generation.spec.settings.timeoutMilliseconds
        frame.deadlineMilliseconds = timeout > 0 ? MonotonicClock.milliseconds + timeout : nil
    }

    /// Runs the handler, on the calling lane.
    func run() -> LaneAnswer {
        CurrentRequest.set(frame)
        let outcome = PluginCall.run(generation, frame)
        CurrentRequest.set(nil)
        let count = frame.response.output.count
        return LaneAnswer(outcome, output: frame.response.output.takeFirst(count))
    }
}
