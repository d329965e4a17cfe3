import Dispatch

/// Reasons to look again: at once, at fixed times, and whenever somebody says so. What comes while
/// a look is under way counts as one.
final class Wakes {
    let stream: AsyncStream<Void>
    /// Says so; from every thread.
    let wake: @Sendable () -> Void
    private let continuation: AsyncStream<Void>.Continuation
    private let timer: any DispatchSourceTimer

    init(milliseconds: Int) {
        let (stream, continuation) = AsyncStream.makeStream(
            of: Void.self, bufferingPolicy: .bufferingNewest(1))
        self.stream = stream
        self.continuation = continuation
        wake = { continuation.yield() }
        timer = DispatchSource.makeTimerSource()
        timer.schedule(deadline: .now(), repeating: .milliseconds(milliseconds))
        timer.setEventHandler { continuation.yield() }
        timer.activate()
    }

    deinit {
        timer.cancel()
        continuation.finish()
    }
}
