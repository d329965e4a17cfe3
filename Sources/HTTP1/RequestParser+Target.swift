// request-target = origin-form / absolute-form / authority-form / asterisk-form (RFC 9112 §3.2)

extension RequestParser {
    /// Sets the head's target, path and query, and its host if the target names one. The bytes
    /// in `start..<end`, at least one, are all URI characters.
    @inline(__always)
    mutating func setTarget(
        _ bytes: RawSpan, from start: Int, pathEnd: Int, to end: Int
    ) throws(RequestError) {
        head.target = ByteRange(from: start, to: end)
        guard bytes.byte(at: start) == .slash else {
            return try setOtherTarget(bytes, from: start, to: end)
        }
        head.path = ByteRange(from: start, to: pathEnd)
        head.query = ByteRange(from: min(pathEnd &+ 1, end), to: end)
    }

    /// An asterisk-form or an absolute-form; authority-form belongs to CONNECT, refused before.
    @inline(never)
    private mutating func setOtherTarget(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) throws(RequestError) {
        if bytes.isEqual("*", from: start, to: end) {
            guard bytes.isEqual("OPTIONS", from: lineStart, to: start &- 1) else {
                throw RequestError(.asteriskWithoutOptions, at: start)
            }
            head.path = head.target
            return
        }
        guard let authorityStart = endOfScheme(bytes, from: start, to: end) else {
            throw RequestError(.invalidTargetForm, at: start)
        }
        try setAbsoluteTarget(bytes, authorityStart: authorityStart, to: end)
    }

    /// The offset after "http://" or "https://" (RFC 9110 §4.2). Which of the two is not judged:
    /// a proxy in front may have ended the TLS.
    private func endOfScheme(_ bytes: RawSpan, from start: Int, to end: Int) -> Int? {
        for scheme in ["http://", "https://"] as [StaticString] {
            let schemeEnd = start &+ scheme.utf8CodeUnitCount
            if schemeEnd <= end, bytes.matches(scheme, from: start, to: schemeEnd) {
                return schemeEnd
            }
        }
        return nil
    }

    /// absolute-form (RFC 9112 §3.2.2): its authority replaces the Host field's.
    private mutating func setAbsoluteTarget(
        _ bytes: RawSpan, authorityStart: Int, to end: Int
    ) throws(RequestError) {
        var authorityEnd = authorityStart
        while authorityEnd < end, bytes.byte(at: authorityEnd) != .slash,
            bytes.byte(at: authorityEnd) != .questionMark
        {
            authorityEnd &+= 1
        }
        let hostEnd = Authority.endOfHost(bytes, from: authorityStart, to: authorityEnd)
        guard let hostEnd else {
            throw RequestError(.invalidTargetAuthority, at: authorityStart)
        }
        head.host = ByteRange(from: authorityStart, to: hostEnd)
        facts.hasTargetHost = true

        let pathEnd = bytes.end(of: .path, from: authorityEnd, to: end)
        guard pathEnd == end || bytes.byte(at: pathEnd) == .questionMark else {
            let byte = bytes.byte(at: pathEnd)
            throw RequestError(.invalidTargetByte, at: pathEnd, got: byte)
        }
        head.path =
            pathEnd > authorityEnd
            ? ByteRange(from: authorityEnd, to: pathEnd)
            : ByteRange(from: authorityStart &- 1, to: authorityStart)
        head.query = ByteRange(from: min(pathEnd &+ 1, end), to: end)
    }
}
