import Configuration

/// Writes one request as a line of the access log, without its line feed. Whatever bytes a client
/// has sent, it stays one line, and one JSON object.
enum AccessLine {
    /// - Parameter time: of `AccessTimes`, for that format.
    static func append(
        _ record: AccessRecord, _ format: AccessLogFormat, _ time: [UInt8], to line: inout [UInt8]
    ) {
        switch format {
        case .off: break
        case .json: appendJSON(record, time, to: &line)
        case .common: appendCommon(record, time, to: &line)
        case .combined:
            appendCommon(record, time, to: &line)
            appendQuoted(record.referer.map { record[$0] }, to: &line)
            appendQuoted(record.userAgent.map { record[$0] }, to: &line)
        }
    }
}

// MARK: JSON

extension AccessLine {
    private static func appendJSON(
        _ record: AccessRecord, _ time: [UInt8], to line: inout [UInt8]
    ) {
        line += #"{"ts":""#.utf8
        line += time
        line += "\"".utf8
        appendField("client", record[record.client], to: &line)
        if let app = record.app { appendField("app", app.utf8, to: &line) }
        if let generation = record.generation { appendField("generation", generation, to: &line) }
        if !record.method.isEmpty {
            appendField("method", record[record.method], to: &line)
            appendField("target", record[record.target], to: &line)
            appendField("protocol", "HTTP/1.\(record.minorVersion)".utf8, to: &line)
        }
        appendField("status", record.status, to: &line)
        appendField("bytes", record.bodyByteCount, to: &line)
        appendField("duration_us", record.durationNanoseconds / 1_000, to: &line)
        if !record.requestID.isEmpty {
            appendField("request_id", record[record.requestID], to: &line)
        }
        if let traceID = record.traceID { appendField("trace_id", record[traceID], to: &line) }
        if let referer = record.referer { appendField("referer", record[referer], to: &line) }
        if let userAgent = record.userAgent {
            appendField("user_agent", record[userAgent], to: &line)
        }
        line += "}".utf8
    }

    private static func appendField(
        _ name: StaticString, _ value: some Collection<UInt8>, to line: inout [UInt8]
    ) {
        appendName(name, to: &line)
        JSONText.append(utf8: value, to: &line)
    }

    private static func appendField(
        _ name: StaticString, _ value: some BinaryInteger, to line: inout [UInt8]
    ) {
        appendName(name, to: &line)
        line += String(value).utf8
    }

    private static func appendName(_ name: StaticString, to line: inout [UInt8]) {
        line += ",\"".utf8
        name.withUTF8Buffer { line += $0 }
        line += "\":".utf8
    }
}

// MARK: As Apache writes it

extension AccessLine {
    /// `%h - - %t "%r" %>s %b`
    private static func appendCommon(
        _ record: AccessRecord, _ time: [UInt8], to line: inout [UInt8]
    ) {
        line += address(record[record.client])
        line += " - - [".utf8
        line += time
        line += "] \"".utf8
        if record.method.isEmpty {
            line += "-".utf8
        } else {
            appendEscaped(record[record.method], to: &line)
            line += " ".utf8
            appendEscaped(record[record.target], to: &line)
            line += " HTTP/1.\(record.minorVersion)".utf8
        }
        line += "\" \(record.status) ".utf8
        line += (record.bodyByteCount > 0 ? String(record.bodyByteCount) : "-").utf8
    }

    /// Without the port, and an IPv6 address without its brackets.
    private static func address(_ client: ArraySlice<UInt8>) -> ArraySlice<UInt8> {
        let end = client.lastIndex(of: UInt8(ascii: ":")) ?? client.endIndex
        let address = client[..<end]
        return address.first == UInt8(ascii: "[") ? address.dropFirst().dropLast() : address
    }

    private static func appendQuoted(_ value: ArraySlice<UInt8>?, to line: inout [UInt8]) {
        line += " \"".utf8
        if let value { appendEscaped(value, to: &line) } else { line += "-".utf8 }
        line += "\"".utf8
    }

    /// What is not printable ASCII, a quote or a backslash is escaped as Apache's
    /// `ap_escape_logitem` does.
    static func appendEscaped(_ text: some Sequence<UInt8>, to line: inout [UInt8]) {
        for byte in text {
            switch byte {
            case UInt8(ascii: "\""), UInt8(ascii: "\\"): line += [UInt8(ascii: "\\"), byte]
            case 0x08: line += #"\b"#.utf8
            case 0x09: line += #"\t"#.utf8
            case 0x0a: line += #"\n"#.utf8
            case 0x0b: line += #"\v"#.utf8
            case 0x0d: line += #"\r"#.utf8
            case 0..<0x20, 0x7f...0xff:
                line += #"\x"#.utf8
                line.append(JSONText.hexadecimalDigit(byte >> 4))
                line.append(JSONText.hexadecimalDigit(byte & 15))
            default: line.append(byte)
            }
        }
    }
}
