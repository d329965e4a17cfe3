/// What a request says about the framing of its response.
struct ResponseFrame: Sendable {
    /// Whether the connection may go on after the response.
    let keepsAlive: Bool
    let minorVersion: UInt8
    let isHead: Bool

    /// For an answer after which the connection closes.
    static let closing = ResponseFrame(keepsAlive: false, minorVersion: 1, isHead: false)

    /// The same, with the connection closing after it.
    var closed: ResponseFrame {
        ResponseFrame(keepsAlive: false, minorVersion: minorVersion, isHead: isHead)
    }
}

/// The value of the Server field.
let serverFieldLine: StaticString = "Server: nano\r\n"
