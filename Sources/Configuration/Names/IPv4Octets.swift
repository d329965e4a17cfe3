/// The four octets, first to last, of an IPv4 address as RFC 3986, section 3.2.2, writes it, or nil
/// if `bytes` are none. A leading zero is refused, for some programs read such a number as octal.
func ipv4Octets(_ bytes: ArraySlice<UInt8>) -> [UInt8]? {
    var octets: [UInt8] = []
    for part in bytes.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false) {
        guard part.allSatisfy(isDigit), part.count == 1 || part.first != UInt8(ascii: "0"),
            let octet = UInt8(String(decoding: part, as: UTF8.self))
        else { return nil }
        octets.append(octet)
    }
    return octets.count == 4 ? octets : nil
}
