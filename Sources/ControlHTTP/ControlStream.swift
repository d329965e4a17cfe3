import NIOCore

/// A response whose bytes come one after another. Its client must take them: one that has more
/// than `ControlLimits.streamBytesMax` waiting for it, or takes nothing for
/// `ControlLimits.stallSeconds`, is cut off.
///
/// Callable from every thread.
public final class ControlStream: Sendable {
    private let loop: any EventLoop
    private let connection: NIOLoopBound<ControlConnection>

    init(_ connection: ControlConnection, _ loop: any EventLoop) {
        self.loop = loop
        self.connection = NIOLoopBound(connection, eventLoop: loop)
    }

    /// Does nothing where the client has left.
    public func write(_ bytes: [UInt8]) {
        perform { [connection] in connection.value.writeToStream(bytes) }
    }

    /// Nothing more comes.
    public func finish() {
        perform { [connection] in connection.value.finishStream() }
    }

    /// Runs `body` on the listeners' thread, at once where that is the caller.
    public func perform(_ body: @escaping @Sendable () -> Void) {
        if loop.inEventLoop { body() } else { loop.execute(body) }
    }

    /// What was written and not taken; on the listeners' thread.
    public var waitingBytes: Int { connection.value.waitingBytes }
}
