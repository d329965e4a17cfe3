import NIOCore
import Synchronization

/// Answers one request, once: what comes second is dropped, so that an answer and its timeout need
/// not know of each other. An answer to a client that has left goes nowhere.
///
/// Callable from every thread.
public final class ControlResponder: Sendable {
    private let loop: any EventLoop
    private let connection: NIOLoopBound<ControlConnection>
    private let hasAnswered = Atomic(false)

    init(_ connection: ControlConnection, _ loop: any EventLoop) {
        self.loop = loop
        self.connection = NIOLoopBound(connection, eventLoop: loop)
    }

    public func respond(_ response: ControlResponse) {
        guard !hasAnswered.exchange(true, ordering: .relaxed) else { return }
        perform { [connection] in connection.value.answer(response) }
    }

    /// Begins a response of pieces, which `source` writes.
    /// - Parameter idleBytes: what is written every `idleSeconds` in which nothing else was, so
    ///   that a client that has left is noticed.
    public func stream(
        fields: [ControlResponse.Field], from source: any ControlStreamSource,
        idleBytes: [UInt8], idleSeconds: Int
    ) {
        guard !hasAnswered.exchange(true, ordering: .relaxed) else { return }
        perform { [connection] in
            connection.value.beginStream(fields, source, idleBytes, idleSeconds)
        }
    }

    /// Runs `body` on the listeners' thread after this time.
    public func after(milliseconds: Int, _ body: @escaping @Sendable () -> Void) {
        loop.scheduleTask(in: .milliseconds(Int64(milliseconds)), body)
    }

    private func perform(_ body: @escaping @Sendable () -> Void) {
        if loop.inEventLoop { body() } else { loop.execute(body) }
    }
}
