// Parse: the head of a request, judged line by line as it arrives.

import HTTP1
import Sockets

extension Connection {
    func readHead() -> Bool {
        guard !buffer.isEmpty else { return false }
        do {
            guard try parser.parse(buffer.bytes) else { return false }
        } catch {
            answer(.malformed(error), .closing)
            beginClosing()
            return false
        }
        return route()
    }

    /// How the response to the head just parsed is framed.
    var frame: ResponseFrame {
        ResponseFrame(
            keepsAlive: parser.head.keepsAlive && !loop.isDraining,
            minorVersion: parser.head.minorVersion, isHead: parser.head.isHead)
    }
}
