// Parse: the head of a request, judged line by line as it arrives.

import HTTP1
import NIOCore

extension Connection {
    func readHead(_ context: ChannelHandlerContext) -> Bool {
        guard buffer.readableBytes > 0 else { return false }
        do {
            // A copy of the reference: the span must not depend on a property.
            let bytes = buffer
            guard try parser.parse(bytes.readableBytesSpan) else { return false }
        } catch {
            answer(.malformed(error), .closing)
            beginClosing(context)
            return false
        }
        return route(context)
    }

    /// How the response to the head just parsed is framed.
    var frame: ResponseFrame {
        ResponseFrame(
            allowsKeepAlive: parser.head.keepsAlive && !loop.isDraining,
            minorVersion: parser.head.minorVersion, isHead: parser.head.isHead)
    }
}
