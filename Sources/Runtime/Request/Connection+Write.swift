// The last step: write. The answers of a batch go to the socket in one piece; what it does not take
// waits in NIO. Closing ends the output first and reads the input to its end for a while, so that
// the client gets to read its answer (RFC 9112 §9.6).

import NIOCore

extension Connection {
    /// The largest output buffer that a loop keeps for the next batch.
    private static let keptBytesMax = 1 << 20

    func flush(_ context: ChannelHandlerContext) {
        guard loop.output.readableBytes > 0 else { return }
        // `send` calls nobody back, so it may write from where the bytes are.
        if socket?.write(&loop.output) != true { return writeRest(context) }
        if loop.output.capacity <= Self.keptBytesMax {
            loop.output.clear()
        } else {
            loop.output = ByteBuffer()
        }
    }

    /// Has NIO send what the socket did not take, and everything until it has.
    private func writeRest(_ context: ChannelHandlerContext) {
        // Taken out first: the write may call back into this connection before it returns.
        var rest = ByteBuffer()
        swap(&rest, &loop.output)
        socket?.beginWaiting(byteCount: rest.readableBytes)
        context.writeAndFlush(wrapOutboundOut(rest)).assumeIsolated().whenComplete { [self] _ in
            socket?.endWaiting()
        }
    }

    /// Sends what is there, then ends the output; the input is read to its end for a while.
    func beginClosing(_ context: ChannelHandlerContext) {
        if case .closing = phase { return }
        phase = .closing
        flush(context)
        wait(for: .end)
        // A last write of nothing tells when all before it is written. To close at once would
        // drop it where the client has ended its side: NIO then closes the whole socket.
        context.writeAndFlush(wrapOutboundOut(ByteBuffer())).assumeIsolated()
            .whenComplete { [self] _ in endOutput() }
    }

    private func endOutput() {
        isOutputFlushed = true
        wait(for: .end)
        context?.close(mode: isInputClosed ? .all : .output, promise: nil)
    }
}
