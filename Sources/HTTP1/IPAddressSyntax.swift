/// The grammar of IP addresses in URIs (RFC 3986 §3.2.2).
enum IPAddressSyntax {
    /// Whether the bytes in `from..<to` are an IPv6address: eight groups of up to four
    /// hexadecimal digits, of which one run may be "::" and the last two an IPv4 address.
    static func isVersion6(_ bytes: RawSpan, from: Int, to: Int) -> Bool {
        var groups = 0
        var isCompressed = false
        var offset = from
        if to &- from >= 2, bytes.isEqual("::", from: from, to: from &+ 2) {
            isCompressed = true
            offset &+= 2
        }
        while offset < to {
            let groupEnd = bytes.end(of: .hexDigit, from: offset, to: to)
            if groupEnd < to, bytes.byte(at: groupEnd) == .period {
                guard isVersion4(bytes, from: offset, to: to) else { return false }
                groups &+= 2
                break
            }
            guard 1...4 ~= groupEnd &- offset else { return false }
            groups &+= 1
            offset = groupEnd
            guard offset < to else { break }
            guard bytes.byte(at: offset) == .colon, offset &+ 1 < to else { return false }
            offset &+= 1
            if bytes.byte(at: offset) == .colon {
                guard !isCompressed else { return false }
                isCompressed = true
                offset &+= 1
            }
        }
        return isCompressed ? groups <= 7 : groups == 8
    }

    /// Whether the bytes in `from..<to` are an IPv4address: four decimal octets without leading
    /// zeros.
    static func isVersion4(_ bytes: RawSpan, from: Int, to: Int) -> Bool {
        var offset = from
        for octet in 0..<4 {
            let octetEnd = bytes.end(of: .digit, from: offset, to: to)
            guard isOctet(bytes, from: offset, to: octetEnd) else { return false }
            guard octet < 3 else { return octetEnd == to }
            guard octetEnd < to, bytes.byte(at: octetEnd) == .period else { return false }
            offset = octetEnd &+ 1
        }
        return false
    }

    private static func isOctet(_ bytes: RawSpan, from: Int, to: Int) -> Bool {
        guard 1...3 ~= to &- from else { return false }
        guard to &- from == 1 || bytes.byte(at: from) != .zero else { return false }
        var value = 0
        for offset in from..<to { value = value &* 10 &+ Int(bytes.byte(at: offset) &- .zero) }
        return value <= 255
    }
}
