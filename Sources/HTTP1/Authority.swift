/// `uri-host [":" port]`, the value of Host and the authority of an http URI (RFC 9110 §7.2).
///
/// No userinfo: it must not be sent, and a recipient should treat it as an error (RFC 9110
/// §4.2.4). No IPvFuture and no IPv6 zone: neither names a host that could be served.
enum Authority {
    /// The end of the host in `from..<to` if the bytes are an authority with a non-empty host,
    /// else nil. Empty brackets, a port above 65535 and half a percent-encoding make it invalid.
    static func endOfHost(_ bytes: RawSpan, from: Int, to: Int) -> Int? {
        guard from < to else { return nil }
        let hostEnd =
            bytes.byte(at: from) == .leftBracket
            ? endOfIPv6Literal(bytes, from: from, to: to)
            : endOfRegisteredName(bytes, from: from, to: to)
        guard let hostEnd, hostEnd > from else { return nil }
        return hostEnd == to || isPort(bytes, from: hostEnd, to: to) ? hostEnd : nil
    }

    /// reg-name (RFC 3986 §3.2.2), which includes every IPv4 address.
    private static func endOfRegisteredName(_ bytes: RawSpan, from: Int, to: Int) -> Int? {
        var end = bytes.end(of: .registeredName, from: from, to: to)
        while end < to, bytes.byte(at: end) == .percent {
            let encodedEnd = end &+ 3
            guard encodedEnd <= to,
                bytes.end(of: .hexDigit, from: end &+ 1, to: encodedEnd) == encodedEnd
            else { return nil }
            end = bytes.end(of: .registeredName, from: encodedEnd, to: to)
        }
        return end
    }

    /// "[" IPv6address "]".
    private static func endOfIPv6Literal(_ bytes: RawSpan, from: Int, to: Int) -> Int? {
        var close = from &+ 1
        while close < to, bytes.byte(at: close) != .rightBracket { close &+= 1 }
        guard close < to, IPAddressSyntax.isVersion6(bytes, from: from &+ 1, to: close) else {
            return nil
        }
        return close &+ 1
    }

    /// ":" *DIGIT, at most 65535; no digit means the scheme's default.
    private static func isPort(_ bytes: RawSpan, from: Int, to: Int) -> Bool {
        guard bytes.byte(at: from) == .colon else { return false }
        var port = 0
        for offset in from + 1..<to {
            let byte = bytes.byte(at: offset)
            guard CharacterClass.digit.contains(byte) else { return false }
            port = port &* 10 &+ Int(byte &- .zero)
            guard port <= 65535 else { return false }
        }
        return true
    }
}
