import Dispatch
import NIOCore

/// A listener that is open. Callable from every thread but the listeners' own.
public final class ControlListener: Sendable {
    private let channel: any Channel
    private let file: UnixSocketFile?
    private let census: NIOLoopBoundBox<ConnectionCensus>

    init(
        _ channel: any Channel, _ file: UnixSocketFile?, _ census: NIOLoopBoundBox<ConnectionCensus>
    ) {
        self.channel = channel
        self.file = file
        self.census = census
    }

    /// The TCP port; `nil` of a Unix socket.
    public var port: Int? { channel.localAddress?.port }

    /// Accepts nobody any more, ends the connections behind the responses that are under way, and
    /// removes the socket's file.
    /// - Parameter seconds: how long it waits for them.
    public func close(withinSeconds seconds: Double) {
        let isOver = DispatchSemaphore(value: 0)
        channel.eventLoop.execute { [channel, census] in
            channel.close(promise: nil)
            census.value.closeAll { isOver.signal() }
        }
        file?.remove()
        _ = isOver.wait(timeout: .now() + seconds)
    }
}
