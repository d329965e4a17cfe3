// Beside accept: a listening socket stays readable while a client cannot be accepted for want of a
// descriptor, and the loop would be told of it again and again and do nothing else. So accepting
// rests for a moment; the client waits in the backlog, and the loop has time for its connections.

import Glibc
import NIOCore

/// Rests accepting where the system has no room for another connection (`accept(2)`). On the
/// listener's event loop.
final class AcceptPause: ChannelInboundHandler {
    typealias InboundIn = any Channel

    private static let pause = TimeAmount.milliseconds(100)
    private static let codes: Set<Int32> = [EMFILE, ENFILE, ENOBUFS, ENOMEM]

    func errorCaught(context: ChannelHandlerContext, error: any Error) {
        if let error = error as? IOError, Self.codes.contains(error.errnoCode) {
            rest(context.channel)
        }
        context.fireErrorCaught(error)
    }

    /// A listener that was closed meanwhile refuses the option, and stays closed.
    private func rest(_ channel: any Channel) {
        channel.setOption(.autoRead, value: false).whenComplete { _ in }
        channel.eventLoop.scheduleTask(in: Self.pause) {
            channel.setOption(.autoRead, value: true).whenComplete { _ in }
        }
    }
}
