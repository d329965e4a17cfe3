extension Hostname {
    /// The one spelling of an IPv6 address in brackets.
    static func bracketedAddress(_ bytes: [UInt8]) throws(HostnameError) -> String {
        guard let close = bytes.firstIndex(of: UInt8(ascii: "]")),
            let address = IPv6Address(bytes[1..<close])
        else { throw .invalidIPv6Address }
        guard close == bytes.endIndex - 1 else {
            throw bytes[close + 1] == UInt8(ascii: ":") ? .port : .invalidIPv6Address
        }
        return "[\(address)]"
    }

    /// Checks lower-cased bytes without a trailing dot.
    static func validateName(_ bytes: [UInt8]) throws(HostnameError) {
        guard !bytes.isEmpty else { throw .empty }
        try validateCharacters(bytes)
        guard bytes.count <= bytesMax else { throw .tooLong(bytes: bytes.count) }
        let labels = bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false)
        for label in labels { try validateLabel(label) }
        // The last label of a DNS name is never a number (RFC 1123, section 2.1), so a name that
        // ends in one can only be an address, and a mistyped address is not taken for a name.
        let endsInNumber = labels.last?.allSatisfy(isDigit) ?? false
        if endsInNumber, ipv4Octets(bytes[...]) == nil { throw .invalidIPv4Address }
    }

    private static func validateCharacters(_ bytes: [UInt8]) throws(HostnameError) {
        for (offset, byte) in bytes.enumerated() {
            switch byte {
            case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "0")...UInt8(ascii: "9"),
                UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."):
                continue
            case UInt8(ascii: ":") where isPort(bytes[(offset + 1)...]):
                throw .port
            default:
                throw .invalidByte(byte, offset: offset)
            }
        }
    }

    private static func validateLabel(_ label: ArraySlice<UInt8>) throws(HostnameError) {
        guard !label.isEmpty else { throw .emptyLabel }
        guard label.count <= labelBytesMax else { throw .labelTooLong(bytes: label.count) }
        let hyphen = UInt8(ascii: "-")
        guard label.first != hyphen, label.last != hyphen else { throw .hyphenAtLabelEdge }
    }

    private static func isPort(_ bytes: ArraySlice<UInt8>) -> Bool {
        bytes.count <= 5 && bytes.allSatisfy(isDigit)
    }
}
