// A deferred call's answer before it is sent: checked and encoded on the plugin's thread, without
// the call's lock.

import Glibc
import HTTP1
import PluginABI
import PluginHosting
import Sockets

extension CallState {
    /// A response, or the beginning of one, encoded, with what is known of its body.
    struct Answer: ~Copyable {
        var bytes = ByteQueue()
        let status: Int
        /// Whether the connection goes on after it.
        let keepsAlive: Bool
        let bodyFrame: BodyFrame

        /// - Parameters:
        ///   - frame: what its request says about it.
        ///   - isStream: more of the body follows.
        ///   - isDraining: the process drains.
        init(
            _ response: nano_response, _ frame: ResponseFrame, isStream: Bool, isDraining: Bool
        ) throws(ResponseFault) {
            let checked = try CheckedResponse(response, isHead: frame.isHead, isStream: isStream)
            status = Int(response.status)
            bodyFrame = isStream ? BodyFrame(checked, minorVersion: frame.minorVersion) : .none
            keepsAlive = frame.keepsAlive && !isDraining && bodyFrame != .untilClose
            let isChunked = bodyFrame == .chunked
            bytes.append(
                response, checked, frame, keepsAlive: keepsAlive, Self.date, isChunked: isChunked)
            if isChunked { bytes.appendChunk(response.body.span) }
        }

        private static var date: HTTPDate {
            var now = timespec()
            clock_gettime(CLOCK_REALTIME_COARSE, &now)
            return HTTPDate(unixSeconds: now.tv_sec)
        }
    }
}

extension CallState.BodyFrame {
    /// Of a stream, behind its first piece.
    fileprivate init(_ head: borrowing CheckedResponse, minorVersion: UInt8) {
        if !head.hasBody {
            self = .none
        } else if let length = head.contentLength {
            self = .length(length - head.bodyByteCount)
        } else {
            self = minorVersion > 0 ? .chunked : .untilClose
        }
    }
}
