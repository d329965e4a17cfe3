/// An IPv6 address: read in any spelling of RFC 4291, section 2.2, described in the one spelling
/// of RFC 5952, so that an operator's spelling and a client's are the same host.
struct IPv6Address: Equatable, Sendable {
    private static let groupCount = 8

    /// The longest spelling: six groups of four digits, then an IPv4 address.
    private static let textBytesMax = 45

    /// Eight groups of 16 bits, first to last.
    let groups: [UInt16]

    /// The address that `text` spells without brackets, or nil. There are no zone ids: a host name
    /// that holds one means something to one machine only.
    init?(_ text: ArraySlice<UInt8>) {
        guard text.count <= Self.textBytesMax else { return nil }
        let colon = UInt8(ascii: ":")
        let gap = zip(text.indices, text.indices.dropFirst())
            .first { text[$0] == colon && text[$1] == colon }?.0
        guard let gap else {
            guard let groups = Self.groups(of: text), groups.count == Self.groupCount
            else { return nil }
            self.groups = groups
            return
        }
        // An IPv4 address may end the whole, so never the part before the gap.
        guard let head = Self.groups(of: text[..<gap], mayEndInIPv4: false),
            let tail = Self.groups(of: text[(gap + 2)...]),
            head.count + tail.count < Self.groupCount
        else { return nil }
        let zeroCount = Self.groupCount - head.count - tail.count
        groups = head + Array(repeating: 0, count: zeroCount) + tail
    }

    /// The groups between colons, or nil if one of them is none. No text is no group.
    private static func groups(of text: ArraySlice<UInt8>, mayEndInIPv4: Bool = true) -> [UInt16]? {
        guard !text.isEmpty else { return [] }
        let parts = text.split(separator: UInt8(ascii: ":"), omittingEmptySubsequences: false)
        var groups: [UInt16] = []
        for (index, part) in parts.enumerated() {
            if mayEndInIPv4, index == parts.count - 1, let octets = ipv4Octets(part) {
                groups.append(UInt16(octets[0]) << 8 | UInt16(octets[1]))
                groups.append(UInt16(octets[2]) << 8 | UInt16(octets[3]))
            } else if let group = group(part) {
                groups.append(group)
            } else {
                return nil
            }
        }
        return groups
    }

    /// One to four hexadecimal digits.
    private static func group(_ part: ArraySlice<UInt8>) -> UInt16? {
        // The integer initializer would take a sign.
        guard part.count <= 4, part.first != UInt8(ascii: "+"), part.first != UInt8(ascii: "-")
        else { return nil }
        return UInt16(String(decoding: part, as: UTF8.self), radix: 16)
    }
}

extension IPv6Address: CustomStringConvertible {
    /// The address as RFC 5952, section 4, writes it: lower case, no leading zeros, and `::` for
    /// the longest run of two zero groups or more, the first one if there are several.
    var description: String {
        let run = longestZeroRun
        guard run.count > 1 else { return spelled(groups[...]) }
        return spelled(groups[..<run.lowerBound]) + "::" + spelled(groups[run.upperBound...])
    }

    private func spelled(_ groups: ArraySlice<UInt16>) -> String {
        groups.map { String($0, radix: 16) }.joined(separator: ":")
    }

    private var longestZeroRun: Range<Int> {
        var longest = 0..<0
        var start = 0
        for (index, group) in groups.enumerated() {
            guard group == 0 else {
                start = index + 1
                continue
            }
            if index + 1 - start > longest.count { longest = start..<index + 1 }
        }
        return longest
    }
}
