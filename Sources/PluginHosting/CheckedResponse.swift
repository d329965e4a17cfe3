import HTTP1
public import PluginABI

/// A plugin's answer that keeps the rules of `nano/response.h`, and what of it is to be sent.
///
/// Both who serves plugins and who checks them ask this, so that the two never disagree.
public struct CheckedResponse: ~Copyable {
    /// No response may have more; a count beyond is a plugin's mistake, not a message.
    public static let headerCountMax = 1_000
    /// Names and values together.
    public static let fieldBytesMax = 1 << 20
    public static let bodyBytesMax = 1 << 30

    /// The bytes of all names and values.
    public private(set) var fieldBytes = 0
    /// The plugin sets Date itself.
    public private(set) var hasDate = false
    /// The plugin sets Server itself.
    public private(set) var hasServer = false
    /// The place of the plugin's own Content-Length, which is replaced by `contentLength`.
    public private(set) var contentLengthIndex = -1
    /// What is announced; `nil` for nothing.
    public private(set) var contentLength: Int?
    /// How much of the body is sent.
    public private(set) var bodyByteCount = 0
    /// Whether there is a body at all; otherwise what is given as one is dropped.
    public private(set) var hasBody = true

    /// - Parameters:
    ///   - isHead: The request's method is HEAD.
    ///   - isStream: More of the body follows: it is only its first piece.
    /// - Throws: The first rule that the answer breaks. Its memory is read up to the limits above.
    public init(
        _ response: nano_response, isHead: Bool, isStream: Bool = false
    ) throws(ResponseFault) {
        guard response.size >= MemoryLayout<nano_response>.size else {
            throw .tooSmall(response.size)
        }
        guard (200...599).contains(response.status) else { throw .status(response.status) }
        let count = response.header_count
        guard (0...Self.headerCountMax).contains(count),
            response.headers != nil || count == 0
        else { throw .headerCount(count) }
        var declared: Int?
        for index in 0..<response.header_count {
            declared = try check(response.headers[index], index) ?? declared
        }
        guard response.body.isView(Self.bodyBytesMax) else {
            throw .bodyCount(response.body.count)
        }
        switch response.status {
        case 204, 205, 304: hasBody = false
        default: hasBody = !isHead
        }
        if isStream, hasBody {
            try setFirstPiece(response, declared)
        } else {
            try setBody(response, declared, isHead: isHead, isStream: isStream)
        }
    }

    /// - Returns: the value of a Content-Length.
    private mutating func check(_ header: nano_header, _ index: Int)
        throws(ResponseFault) -> Int?
    {
        let bytesMax = Self.fieldBytesMax
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

    private func refuse(_ name: RawSpan, _ hosts: StaticString) throws(ResponseFault) {
        if FieldSyntax.matches(name, lowercase: hosts) { throw .fieldOfTheHost(hosts) }
    }

    /// RFC 9110 §8.6: no Content-Length with 204; with 304 and for HEAD, that of the GET, if known.
    /// §15.3.6: 205 never has content, and says so.
    private mutating func setBody(
        _ response: nano_response, _ declared: Int?, isHead: Bool, isStream: Bool
    ) throws(ResponseFault) {
        let count = response.body.count
        switch response.status {
        case 204: return
        case 205: contentLength = 0
        case 304: contentLength = declared
        default:
            // The size of a stream for HEAD is known only where the plugin says so.
            if isHead {
                contentLength = declared ?? (isStream ? nil : count)
                return
            }
            guard declared == nil || declared == count else { throw .contentLength(body: count) }
            contentLength = count
            bodyByteCount = count
        }
    }

    private mutating func setFirstPiece(
        _ response: nano_response, _ declared: Int?
    ) throws(ResponseFault) {
        bodyByteCount = response.body.count
        if let declared, declared < bodyByteCount {
            throw .contentLength(body: bodyByteCount)
        }
        contentLength = declared
    }
}
