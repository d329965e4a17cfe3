// field-line = field-name ":" OWS field-value OWS CRLF (RFC 9112 §5)

extension RequestParser {
    /// Parses the field line at `lineStart`, or the empty line that ends the head. Returns
    /// false, having changed nothing, if `end` comes before the line's.
    mutating func parseFieldLine(_ bytes: RawSpan, to end: Int) throws(RequestError) -> Bool {
        let start = lineStart
        let nameEnd = bytes.end(of: .token, from: start, to: end)
        guard nameEnd < end else { return false }
        guard nameEnd > start, bytes.byte(at: nameEnd) == .colon else {
            return try finishHead(bytes, nameEnd: nameEnd, to: end)
        }
        let valueStart = bytes.endOfWhitespace(from: nameEnd &+ 1, to: end)
        let contentEnd = bytes.endOfFieldValue(from: valueStart, to: end)
        guard try bytes.hasLineEnd(at: contentEnd, to: end, otherwise: .invalidFieldValue) else {
            return false
        }
        guard head.fields.count < limits.fieldCountMax else {
            throw RequestError(.tooManyFields, at: start)
        }
        let valueEnd = bytes.startOfTrailingWhitespace(from: valueStart, to: contentEnd)
        let field = FieldRange(
            name: ByteRange(from: start, to: nameEnd),
            value: ByteRange(from: valueStart, to: valueEnd))
        head.fields.append(field)
        try interpret(field, in: bytes)
        lineStart = contentEnd &+ 2
        return true
    }

    /// Ends the head at an empty line; anything else that is no field name is an error.
    @inline(__always)
    private mutating func finishHead(
        _ bytes: RawSpan, nameEnd: Int, to end: Int
    ) throws(RequestError) -> Bool {
        guard nameEnd == lineStart, !bytes.byte(at: nameEnd).isWhitespace,
            bytes.byte(at: nameEnd) != .colon
        else { throw nameError(bytes, at: nameEnd) }
        guard try bytes.hasLineEnd(at: nameEnd, to: end, otherwise: .invalidFieldName) else {
            return false
        }
        lineStart = nameEnd &+ 2
        try facts.finish(&head, endingAt: lineStart)
        phase = .complete
        return true
    }

    @inline(never)
    private func nameError(_ bytes: RawSpan, at offset: Int) -> RequestError {
        let byte = bytes.byte(at: offset)
        guard offset == lineStart else {
            let reason: RequestError.Reason =
                byte.isWhitespace
                ? .whitespaceBeforeColon : byte == .lineFeed ? .bareLineFeed : .invalidFieldName
            return RequestError(reason, at: offset, got: byte)
        }
        if byte == .colon { return RequestError(.emptyFieldName, at: offset, got: byte) }
        let isFirst = offset == fieldsStart
        return RequestError(isFirst ? .leadingWhitespace : .obsoleteFold, at: offset, got: byte)
    }

    /// Takes note of the fields that route and frame the message. Their names differ in length,
    /// which spares nearly every other field the comparison.
    @inline(__always)
    private mutating func interpret(
        _ field: FieldRange, in bytes: RawSpan
    ) throws(RequestError) {
        let name = field.name.offsets
        switch field.name.count {
        case 4 where bytes.matches("host", from: name.lowerBound, to: name.upperBound):
            try interpretHost(field.value, in: bytes)
        case 6 where bytes.matches("expect", from: name.lowerBound, to: name.upperBound):
            try facts.addExpectation(bytes, at: field.value.offsets)
        case 10 where bytes.matches("connection", from: name.lowerBound, to: name.upperBound):
            facts.addConnectionOptions(bytes, at: field.value.offsets)
        case 14 where bytes.matches("content-length", from: name.lowerBound, to: name.upperBound):
            try facts.addContentLength(bytes, at: field.value.offsets)
        case 17
        where bytes.matches("transfer-encoding", from: name.lowerBound, to: name.upperBound):
            try facts.addTransferEncoding(
                bytes, at: field.value.offsets, minorVersion: head.minorVersion)
        default: break
        }
    }

    /// Host (RFC 9112 §3.2). An empty one is valid syntax and means that the target URI has no
    /// authority (RFC 9110 §7.2): it is let pass with an empty ``RequestHead/host``, for which
    /// RFC 9112 §3.3 leaves the choice of a default host or a refusal to the server.
    @inline(__always)
    private mutating func interpretHost(
        _ value: ByteRange, in bytes: RawSpan
    ) throws(RequestError) {
        let start = value.offsets.lowerBound
        guard !facts.hasHostField else { throw RequestError(.repeatedHost, at: start) }
        facts.hasHostField = true
        guard !value.isEmpty else { return }
        let hostEnd = Authority.endOfHost(bytes, from: start, to: value.offsets.upperBound)
        guard let hostEnd else { throw RequestError(.invalidHost, at: start) }
        if !facts.hasTargetHost { head.host = ByteRange(from: start, to: hostEnd) }
    }
}
