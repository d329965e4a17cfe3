/// What a request says about the framing of its response.
struct ResponseFrame: Sendable {
    /// Whether the connection may go on after this response, as far as its request is concerned.
    let allowsKeepAlive: Bool
    let minorVersion: UInt8
    let isHead: Bool
    /// For a response that is encoded later: the process may drain by then.
    var drain: DrainFlag?

    /// For an answer after which the connection closes.
    static let closing = ResponseFrame(allowsKeepAlive: false, minorVersion: 1, isHead: false)

    /// Whether the connection goes on after this response.
    var keepsAlive: Bool { allowsKeepAlive && drain?.isSet != true }

    /// The same, with the connection closing after it.
    var closed: ResponseFrame {
        ResponseFrame(allowsKeepAlive: false, minorVersion: minorVersion, isHead: isHead)
    }
}

/// The value of the Server field.
let serverFieldLine: StaticString = "Server: nano\r\n"
