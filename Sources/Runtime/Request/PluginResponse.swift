// The step that turns a plugin's answer into bytes: encode. Everything the plugin hands over is
// checked before a byte of it is written (CheckedResponse); what breaks the rules of
// `nano/response.h` is refused with the reason, and the stream stays whole. With PluginCall, the
// only place of the request line that touches the ABI's types.

import HTTP1
import PluginABI
import PluginHosting
import Sockets

/// The response to one request while its handler runs: where it is written, and what came of it.
struct PluginResponse: ~Copyable {
    var output = ByteQueue()
    let frame: ResponseFrame
    let date: HTTPDate
    /// The status sent; 0 before the plugin has answered.
    private(set) var status = 0
    /// Why the last answer was refused.
    private(set) var fault: ResponseFault?

    init(_ frame: ResponseFrame, _ date: HTTPDate) {
        self.frame = frame
        self.date = date
    }

    /// The plugin's `respond`.
    mutating func respond(_ response: nano_response) -> Int32 {
        guard status == 0 else { return NANO_ERROR_STATE }
        do {
            let checked = try CheckedResponse(response, isHead: frame.isHead)
            write(response, checked)
            status = Int(response.status)
            fault = nil
            return NANO_OK
        } catch {
            fault = error
            return NANO_ERROR_INVALID
        }
    }

    private mutating func write(_ response: nano_response, _ checked: borrowing CheckedResponse) {
        let bytesMax =
            ResponseHead.bytesMax(
                fieldCount: response.header_count, fieldBytes: checked.fieldBytes)
            + serverFieldLine.utf8CodeUnitCount + checked.bodyByteCount
        output.append(bytesMax: bytesMax) { span in
            span.appendStatusLine(Int(response.status))
            for index in 0..<response.header_count where index != checked.contentLengthIndex {
                let header = response.headers[index]
                span.appendField(name: header.name.span, value: header.value.span)
            }
            if let length = checked.contentLength { span.appendContentLength(length) }
            if !checked.hasDate { span.appendDate(date) }
            if !checked.hasServer { span.append(serverFieldLine) }
            span.appendConnection(
                keepsAlive: frame.keepsAlive, minorVersion: frame.minorVersion)
            span.appendEndOfHead()
            if checked.bodyByteCount > 0 { span.append(response.body.span) }
        }
    }
}
