// The step that turns a plugin's answer into bytes: encode. Everything the plugin hands over is
// checked before a byte of it is written (CheckedResponse); what breaks the rules of
// `nano/response.h` is refused with the reason, and the stream stays whole.

import HTTP1
import PluginABI
import PluginHosting
import Sockets

/// The response to one request while its handler runs: where it is written, and what came of it.
struct PluginResponse: ~Copyable {
    var output = ByteQueue()
    /// A response that is encoded late must close its connection if the process drains by then.
    let drain: DrainFlag
    private(set) var frame = ResponseFrame.closing
    private var date = HTTPDate(unixSeconds: 0)
    /// The status sent; 0 before the plugin has answered.
    private(set) var status = 0
    /// Whether the connection goes on after the answer, as that has it.
    private(set) var keepsAlive = false
    /// Why the last answer was refused.
    private(set) var fault: ResponseFault?
    /// From the call's begin to its end, or until it is deferred.
    private(set) var isOpen = false

    init(_ drain: DrainFlag) {
        self.drain = drain
    }

    /// For the next request.
    mutating func begin(_ frame: ResponseFrame, _ date: HTTPDate) {
        self.frame = frame
        self.date = date
        status = 0
        fault = nil
        isOpen = true
    }

    /// The plugin can't answer any more.
    mutating func close() {
        isOpen = false
    }

    /// Whether the plugin may still answer.
    var isUnanswered: Bool { isOpen && status == 0 }

    /// The plugin's `respond`.
    mutating func respond(_ response: nano_response) -> Int32 {
        guard isUnanswered else { return NANO_ERROR_STATE }
        do {
            let checked = try CheckedResponse(response, isHead: frame.isHead)
            keepsAlive = frame.keepsAlive && !drain.isSet
            output.append(response, checked, frame, keepsAlive: keepsAlive, date)
            status = Int(response.status)
            fault = nil
            return NANO_OK
        } catch {
            fault = error
            return NANO_ERROR_INVALID
        }
    }
}
