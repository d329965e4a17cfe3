import Configuration
import Sockets

/// A call that runs on a lane: everything it needs, and nothing of the connection.
final class LaneCall: @unchecked Sendable {
    // Unchecked: the frame is begun on the event loop and then used on the lane alone, until what
    // came of it is posted back.
    private let generation: Generation
    private let frame: CallFrame
    /// When its response is to have begun; `nil` for never.
    private let deadlineMilliseconds: Int?

    init(_ generation: Generation, _ frame: CallFrame) {
        self.generation = generation
        self.frame = frame
        let timeout = generation.spec.settings.timeoutMilliseconds
        deadlineMilliseconds = timeout > 0 ? MonotonicClock.milliseconds + timeout : nil
    }

    /// Runs the handler, on the calling lane.
    func run() -> LaneAnswer {
        ThreadDeadline.set(milliseconds: deadlineMilliseconds)
        let outcome = PluginCall.run(generation, frame)
        ThreadDeadline.set(milliseconds: nil)
        let count = frame.response.output.count
        return LaneAnswer(outcome, output: frame.response.output.takeFirst(count))
    }
}
