// What the runtime itself answers, in one place: the status of each failure and its body. A
// client's fault is 4xx, a plugin's 500 or 502, the runtime's own state 503.

import HTTP1
import Sockets

enum HostResponse {
    /// No app answers to the host.
    case unknownHost
    /// The app was removed and its last requests are still under way.
    case draining(retryAfterSeconds: Int)
    /// The request was in flight when its app's drain timed out.
    case cut
    /// No thread could be had to run the handler.
    case noThread
    /// The body is larger than the app's limit.
    case bodyTooLarge(bytesMax: Int)
    /// The request breaks a rule of HTTP.
    case malformed(RequestError)
    /// The request's head or body did not arrive in time.
    case requestTimeout
    /// The app's time for a response was over.
    case timeout
    /// The plugin failed, or answered with what cannot be sent.
    case pluginFailed

    var status: Int {
        switch self {
        case .unknownHost: 404
        case .draining, .cut, .noThread: 503
        case .bodyTooLarge: 413
        case .malformed(let error): error.status
        case .requestTimeout: 408
        case .timeout: 504
        case .pluginFailed: 500
        }
    }

    var retryAfterSeconds: Int? {
        switch self {
        case .draining(let seconds): seconds
        case .cut, .noThread: 1
        default: nil
        }
    }

    var body: String {
        switch self {
        case .unknownHost: #"{"error":"No app for this host"}"#
        case .draining(let seconds): #"{"error":"Service draining","retry_after_s":\#(seconds)}"#
        case .cut: #"{"error":"Request cut at the drain timeout","retry_after_s":1}"#
        case .noThread: #"{"error":"No thread for this request","retry_after_s":1}"#
        case .bodyTooLarge(let bytes): #"{"error":"Body too large","max_body_bytes":\#(bytes)}"#
        case .malformed(let error): Self.malformedBody(error)
        case .requestTimeout: #"{"error":"Request timeout"}"#
        case .timeout: #"{"error":"The app did not answer in time"}"#
        case .pluginFailed: #"{"error":"The app failed to answer"}"#
        }
    }

    private static func malformedBody(_ error: RequestError) -> String {
        var body = Array(#"{"error":"Malformed request","detail":"#.utf8)
        JSONText.append(error.description, to: &body)
        return String(decoding: body, as: UTF8.self) + "}"
    }

    /// Appends the whole response.
    func write(_ frame: ResponseFrame, _ date: HTTPDate, into output: inout ByteQueue) {
        let body = body
        let fields: StaticString = "Content-Type: application/json\r\n"
        let bytesMax =
            ResponseHead.bytesMax() + serverFieldLine.utf8CodeUnitCount + body.utf8.count + 80
        output.append(bytesMax: bytesMax) { span in
            span.appendStatusLine(status)
            span.append(fields)
            if let retryAfterSeconds {
                span.append(Array("Retry-After: \(retryAfterSeconds)\r\n".utf8).span.bytes)
            }
            span.appendContentLength(body.utf8.count)
            span.appendDate(date)
            span.append(serverFieldLine)
            span.appendConnection(
                keepsAlive: frame.keepsAlive, minorVersion: frame.minorVersion)
            span.appendEndOfHead()
            if !frame.isHead { span.append(Array(body.utf8).span.bytes) }
        }
    }
}
