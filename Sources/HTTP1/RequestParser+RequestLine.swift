// request-line = method SP request-target SP HTTP-version CRLF (RFC 9112 §3)

extension RequestParser {
    /// Parses the request line at `lineStart`, or skips an empty line before it. Returns false,
    /// having changed nothing, if `end` comes before the line's.
    mutating func parseRequestLine(
        _ bytes: RawSpan, to end: Int
    ) throws(RequestError) -> Bool {
        let start = lineStart
        let methodEnd = bytes.end(of: .token, from: start, to: end)
        guard methodEnd < end else { return false }
        guard methodEnd > start, bytes.byte(at: methodEnd) == .space else {
            return try skipEmptyLine(bytes, methodEnd: methodEnd, to: end)
        }
        let targetStart = methodEnd &+ 1
        let pathEnd = endOfPath(bytes, from: targetStart, to: end)
        let targetEnd = endOfQuery(bytes, from: pathEnd, to: end)
        guard targetEnd < end else { return false }
        guard targetEnd > targetStart, bytes.byte(at: targetEnd) == .space else {
            throw targetError(bytes, from: targetStart, at: targetEnd)
        }
        let versionStart = targetEnd &+ 1
        guard let minor = try minorVersion(bytes, from: versionStart, to: end),
            try bytes.hasLineEnd(at: versionStart &+ 8, to: end, otherwise: .invalidVersion)
        else { return false }

        head.method = ByteRange(from: start, to: methodEnd)
        head.minorVersion = minor
        try setMethod(bytes, from: start, to: methodEnd)
        try setTarget(bytes, from: targetStart, pathEnd: pathEnd, to: targetEnd)
        lineStart = versionStart &+ 10
        fieldsStart = lineStart
        phase = .fieldLine
        return true
    }

    /// End of an origin-form's path; of any other form, the whole target's.
    @inline(__always)
    private func endOfPath(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
        guard start < end, bytes.byte(at: start) == .slash else {
            return bytes.end(of: .query, from: start, to: end)
        }
        return bytes.end(of: .path, from: start, to: end)
    }

    /// End of the query if one begins here.
    @inline(__always)
    private func endOfQuery(_ bytes: RawSpan, from start: Int, to end: Int) -> Int {
        guard start < end, bytes.byte(at: start) == .questionMark else { return start }
        return bytes.end(of: .query, from: start, to: end)
    }

    /// One empty line before the request line is ignored, for clients that send a CRLF too many
    /// after a body (RFC 9112 §2.2). Anything else here is no method.
    @inline(never)
    private mutating func skipEmptyLine(
        _ bytes: RawSpan, methodEnd: Int, to end: Int
    ) throws(RequestError) -> Bool {
        let byte = bytes.byte(at: methodEnd)
        if methodEnd == 0, byte == 0x16 { throw RequestError(.tlsHandshake, at: 0, got: byte) }
        if methodEnd > lineStart, byte == .carriageReturn {
            throw RequestError(.missingTarget, at: methodEnd, got: byte)
        }
        guard try bytes.hasLineEnd(at: methodEnd, to: end, otherwise: .invalidMethod) else {
            return false
        }
        guard lineStart == 0 else { throw RequestError(.repeatedEmptyLine, at: lineStart) }
        lineStart = 2
        return true
    }

    private func targetError(_ bytes: RawSpan, from start: Int, at offset: Int) -> RequestError {
        let byte = bytes.byte(at: offset)
        let reason: RequestError.Reason =
            switch byte {
            case .space: .missingTarget
            case .carriageReturn: .invalidVersion
            case .lineFeed: .bareLineFeed
            case .numberSign: .fragmentInTarget
            default: .invalidTargetByte
            }
        return RequestError(reason, at: offset, got: byte)
    }

    @inline(__always)
    private mutating func setMethod(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) throws(RequestError) {
        switch end &- start {
        case 4: head.isHead = bytes.isEqual("HEAD", from: start, to: end)
        case 7 where bytes.isEqual("CONNECT", from: start, to: end):
            throw RequestError(.connectMethod, at: start)
        default: break
        }
    }
}
