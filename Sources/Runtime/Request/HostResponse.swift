// What the runtime itself answers, in one place: the status of each failure and its body. A
// client's fault is 4xx, a plugin's 500, 502 or 504, the state of the app or of the runtime 503.

import HTTP1
import Sockets

enum HostResponse {
    /// No app answers to the host.
    case unknownHost
    /// The app was removed and its last requests are still under way.
    case draining(retryAfterSeconds: Int)
    /// An operator has drained the app, and has not resumed it.
    case drained(retryAfterSeconds: Int)
    /// The request was in flight when its app's drain timed out.
    case cut
    /// No thread could be had to run the handler.
    case noThread
    /// The app is at a bound that its operator set.
    case limited(AppLimit, retryAfterSeconds: Int)
    /// The app's generation was taken out of service, and the next one is on its way.
    case reloading
    /// The app has failed too often to be loaded again before its file changes.
    case quarantined(reason: String)
    /// The body is larger than the app's limit.
    case bodyTooLarge(bytesMax: Int)
    /// The request breaks a rule of HTTP.
    case malformed(RequestError)
    /// The request's head or body did not arrive in time.
    case requestTimeout
    /// The plugin failed, or answered with what cannot be sent.
    case pluginFailed
    /// The plugin's own code broke off at this request.
    case pluginFaulted
    /// The plugin has not answered within the app's `timeout_ms`.
    case timeout

    var status: Int {
        switch self {
        case .unknownHost: 404
        case .draining, .drained, .cut, .noThread, .limited, .reloading, .quarantined: 503
        case .bodyTooLarge: 413
        case .malformed(let error): error.status
        case .requestTimeout: 408
        case .pluginFailed: 500
        case .pluginFaulted: 502
        case .timeout: 504
        }
    }

    /// What a 503 is counted under.
    var refusalReason: RefusalReason? {
        switch self {
        case .draining: .draining
        case .drained: .drained
        case .cut: .cut
        case .noThread: .noThread
        case .limited(.concurrency, _): .concurrency
        case .limited(.rate, _): .rate
        case .limited(.queue, _): .queue
        case .reloading: .reloading
        case .quarantined: .quarantined
        default: nil
        }
    }

    var retryAfterSeconds: Int? {
        switch self {
        case .draining(let seconds), .drained(let seconds), .limited(_, let seconds): seconds
        case .cut, .noThread, .reloading: 1
        default: nil
        }
    }

    var body: String {
        switch self {
        case .unknownHost: #"{"error":"No app for this host"}"#
        case .draining(let seconds): #"{"error":"Service draining","retry_after_s":\#(seconds)}"#
        case .drained(let seconds):
            #"{"error":"Drained by an operator","retry_after_s":\#(seconds)}"#
        case .cut: #"{"error":"Request cut at the drain timeout","retry_after_s":1}"#
        case .noThread: #"{"error":"No thread for this request","retry_after_s":1}"#
        case .limited(let limit, let seconds): Self.limitedBody(limit, seconds)
        case .reloading: #"{"error":"The app failed and is loaded again","retry_after_s":1}"#
        case .quarantined(let reason):
            Self.detailed(#"{"error":"The app failed too often","detail":"#, reason)
        case .bodyTooLarge(let bytes): #"{"error":"Body too large","max_body_bytes":\#(bytes)}"#
        case .malformed(let error):
            Self.detailed(#"{"error":"Malformed request","detail":"#, error.description)
        case .requestTimeout: #"{"error":"Request timeout"}"#
        case .pluginFailed: #"{"error":"The app failed to answer"}"#
        case .pluginFaulted: #"{"error":"The app failed at this request"}"#
        case .timeout: #"{"error":"The app did not answer in time"}"#
        }
    }

    private static func limitedBody(_ limit: AppLimit, _ seconds: Int) -> String {
        let error =
            switch limit {
            case .concurrency: "Too many requests at a time"
            case .rate: "Too many requests a second"
            case .queue: "Too many requests wait"
            }
        return #"{"error":"\#(error)","limit":"\#(limit.rawValue)","retry_after_s":\#(seconds)}"#
    }

    private static func detailed(_ start: String, _ detail: String) -> String {
        var body = Array(start.utf8)
        JSONText.append(detail, to: &body)
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
