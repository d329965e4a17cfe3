import HTTP1
import NIOCore

/// What a request says about the framing of its response.
struct ResponseFrame: Sendable {
    /// Whether the connection goes on after this response.
    var keepsAlive: Bool
    let minorVersion: UInt8
    let isHead: Bool

    /// For an answer to something that is no request.
    static let closing = ResponseFrame(keepsAlive: false, minorVersion: 1, isHead: false)
}

/// The value of the Server field.
let serverFieldLine: StaticString = "Server: nano\r\n"
