// The step that turns a plugin's answer into bytes: encode. Everything the plugin hands over is
// checked before a byte of it is written; what breaks the rules of `nano/response.h` is refused
// with the reason, and the stream stays whole. With PluginCall, the only place of the request line
// that touches the ABI's types.

import HTTP1
import NIOCore
import PluginABI

/// The response to one request while its handler runs: where it is written, and what came of it.
struct PluginResponse {
    var output: ByteBuffer
    let frame: ResponseFrame
    let date: HTTPDate
    /// The status sent; 0 before the plugin has answered.
    private(set) var status = 0
    /// Why the last answer was refused.
    private(set) var fault: Fault?

    enum Fault: Error {
        case tooSmall(UInt32)
        case status(UInt32)
        case headerCount(Int)
        case fieldName(index: Int)
        case fieldValue(index: Int)
        case fieldOfTheHost(StaticString)
        case fieldBytes
        case bodyCount(Int)
        case contentLength(body: Int)
    }

    /// No response may have more; a count beyond is a plugin's mistake, not a message.
    static let headerCountMax = 1_000
    static let fieldBytesMax = 1 << 20
    static let bodyBytesMax = 1 << 30

    init(_ frame: ResponseFrame, _ date: HTTPDate) {
        output = ByteBuffer()
        self.frame = frame
        self.date = date
    }

    /// The plugin's `respond`.
    mutating func respond(_ response: nano_response) -> Int32 {
        guard status == 0 else { return NANO_ERROR_STATE }
        do {
            let plan = try Plan(response, frame)
            write(response, plan)
            status = Int(response.status)
            fault = nil
            return NANO_OK
        } catch {
            fault = error
            return NANO_ERROR_INVALID
        }
    }

    private mutating func write(_ response: nano_response, _ plan: borrowing Plan) {
        let bytesMax =
            ResponseHead.bytesMax(
                fieldCount: response.header_count, fieldBytes: plan.fieldBytes)
            + serverFieldLine.utf8CodeUnitCount + plan.bodyByteCount
        output.writeWithOutputRawSpan(minimumWritableBytes: bytesMax) { span in
            span.appendStatusLine(Int(response.status))
            for index in 0..<response.header_count where index != plan.contentLengthIndex {
                let header = response.headers[index]
                span.appendField(name: header.name.span, value: header.value.span)
            }
            if let length = plan.contentLength { span.appendContentLength(length) }
            if !plan.hasDate { span.appendDate(date) }
            if !plan.hasServer { span.append(serverFieldLine) }
            span.appendConnection(
                keepsAlive: frame.keepsAlive, minorVersion: frame.minorVersion)
            span.appendEndOfHead()
            if plan.bodyByteCount > 0 { span.append(response.body.span) }
        }
    }
}

/// What a checked answer comes to.
private struct Plan: ~Copyable {
    var fieldBytes = 0
    var hasDate = false
    var hasServer = false
    /// The place of the plugin's own Content-Length, which is replaced by `contentLength`.
    var contentLengthIndex = -1
    var contentLength: Int?
    var bodyByteCount = 0

    init(_ response: nano_response, _ frame: ResponseFrame) throws(PluginResponse.Fault) {
        guard response.size >= MemoryLayout<nano_response>.size else {
            throw .tooSmall(response.size)
        }
        guard (200...599).contains(response.status) else { throw .status(response.status) }
        let count = response.header_count
        guard (0...PluginResponse.headerCountMax).contains(count),
            response.headers != nil || count == 0
        else { throw .headerCount(count) }
        var declared: Int?
        for index in 0..<response.header_count {
            declared = try check(response.headers[index], index) ?? declared
        }
        try setBody(response, declared, frame)
    }

    /// - Returns: the value of a Content-Length.
    private mutating func check(_ header: nano_header, _ index: Int)
        throws(PluginResponse.Fault) -> Int?
    {
        let bytesMax = PluginResponse.fieldBytesMax
        guard header.name.isView(bytesMax) else { throw .fieldName(index: index) }
        guard header.value.isView(bytesMax) else { throw .fieldValue(index: index) }
        fieldBytes += header.name.count + header.value.count
        guard fieldBytes <= bytesMax else { throw .fieldBytes }
        let name = header.name.span
        guard FieldSyntax.isToken(name) else { throw .fieldName(index: index) }
        guard FieldSyntax.isFieldValue(header.value.span) else { throw .fieldValue(index: index) }
        switch name.byteCount {
        case 4: hasDate = hasDate || FieldSyntax.matches(name, lowercase: "date")
        case 6: hasServer = hasServer || FieldSyntax.matches(name, lowercase: "server")
        case 7:
            try refuse(name, "upgrade")
            try refuse(name, "trailer")
        case 10:
            try refuse(name, "connection")
            try refuse(name, "keep-alive")
        case 17: try refuse(name, "transfer-encoding")
        case 14 where FieldSyntax.matches(name, lowercase: "content-length"):
            guard contentLengthIndex < 0, let length = header.value.decimal else {
                throw .fieldValue(index: index)
            }
            contentLengthIndex = index
            return length
        default: break
        }
        return nil
    }

    private func refuse(_ name: RawSpan, _ hosts: StaticString) throws(PluginResponse.Fault) {
        if FieldSyntax.matches(name, lowercase: hosts) { throw .fieldOfTheHost(hosts) }
    }

    /// RFC 9110 §8.6: no Content-Length with 204; with 304 and for HEAD, that of the GET, if known.
    /// §15.3.6: 205 never has content, and says so.
    private mutating func setBody(
        _ response: nano_response, _ declared: Int?, _ frame: ResponseFrame
    ) throws(PluginResponse.Fault) {
        let count = response.body.count
        guard response.body.isView(PluginResponse.bodyBytesMax) else { throw .bodyCount(count) }
        if response.status == 204 { return }
        if response.status == 205 {
            contentLength = 0
        } else if response.status == 304 {
            contentLength = declared
        } else if frame.isHead {
            contentLength = declared ?? count
        } else {
            guard declared == nil || declared == count else { throw .contentLength(body: count) }
            contentLength = count
            bodyByteCount = count
        }
    }
}

extension nano_bytes {
    /// Whether there can be such a view: with bytes where it counts some, and of a size that no
    /// sum of sizes overflows. Sizes beyond `Int.max` are negative here.
    fileprivate func isView(_ bytesMax: Int) -> Bool {
        (0...bytesMax).contains(count) && (data != nil || count == 0)
    }

    /// The bytes, valid while their owner keeps them.
    fileprivate var span: RawSpan {
        @_lifetime(immortal)
        get {
            let bytes = UnsafeRawBufferPointer(start: data, count: count)
            // The plugin keeps the memory until `respond` returns, and no span outlives that.
            return _overrideLifetime(RawSpan(_unsafeBytes: bytes), copying: ())
        }
    }

    /// The value of decimal digits; `nil` for anything else, or for more than 18 of them.
    fileprivate var decimal: Int? {
        guard let data, (1...18).contains(count) else { return nil }
        var value = 0
        for byte in UnsafeBufferPointer(start: data, count: count) {
            guard byte &- 0x30 < 10 else { return nil }
            value = value * 10 + Int(byte &- 0x30)
        }
        return value
    }
}

extension PluginResponse.Fault: CustomStringConvertible {
    var description: String {
        switch self {
        case .tooSmall(let size):
            "nano_response.size: expected at least \(MemoryLayout<nano_response>.size), got \(size)"
        case .status(let status): "status: expected 200 to 599, got \(status)"
        case .headerCount(let count):
            """
            header_count: expected headers and at most \(PluginResponse.headerCountMax) of them, \
            got \(UInt(bitPattern: count))
            """
        case .fieldBytes:
            "headers: expected at most \(PluginResponse.fieldBytesMax) bytes of names and values"
        case .bodyCount(let count):
            """
            body: expected bytes and at most \(PluginResponse.bodyBytesMax) of them, got a count \
            of \(UInt(bitPattern: count))
            """
        case .fieldName(let index): "header \(index): expected a token as its name"
        case .fieldValue(let index): "header \(index): the value has bytes that no field may have"
        case .fieldOfTheHost(let name): "header \(name) is the host's to send"
        case .contentLength(let count):
            "Content-Length: expected \(count), the size of the body, or none"
        }
    }
}
