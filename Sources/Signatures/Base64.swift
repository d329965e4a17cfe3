/// Base64 with padding (RFC 4648, section 4), and with exactly one text for each content: spare
/// bits that are not zero are refused, as section 3.5 allows, so that no changed character of a
/// signature goes unnoticed.
enum Base64 {
    private static let alphabet = Array(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
    private static let padding = UInt8(ascii: "=")

    private static let values: [UInt8: UInt32] = Dictionary(
        uniqueKeysWithValues: alphabet.enumerated().map { ($1, UInt32($0)) })

    static func encode(_ bytes: [UInt8]) -> String {
        var text: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: 3) {
            let group = bytes[start..<min(start + 3, bytes.count)]
            let bits = (0..<3).reduce(UInt32(0)) { bits, index in
                bits << 8 | (index < group.count ? UInt32(group[start + index]) : 0)
            }
            for index in 0..<4 {
                let character = alphabet[Int(bits >> UInt32(18 - 6 * index) & 0x3F)]
                text.append(index <= group.count ? character : padding)
            }
        }
        return String(decoding: text, as: UTF8.self)
    }

    /// - Returns: `nil` where the text is no base64.
    static func decode(_ text: some StringProtocol) -> [UInt8]? {
        let characters = Array(text.utf8)
        guard characters.count % 4 == 0 else { return nil }
        var bytes: [UInt8] = []
        for start in stride(from: 0, to: characters.count, by: 4) {
            let isLast = start + 4 == characters.count
            guard let group = decode(characters[start..<start + 4], mayBePadded: isLast) else {
                return nil
            }
            bytes += group
        }
        return bytes
    }

    /// - Parameter group: Four characters.
    private static func decode(_ group: ArraySlice<UInt8>, mayBePadded: Bool) -> [UInt8]? {
        let padded = mayBePadded ? group.reversed().prefix { $0 == padding }.count : 0
        guard padded <= 2 else { return nil }
        var bits: UInt32 = 0
        for character in group.dropLast(padded) {
            guard let value = values[character] else { return nil }
            bits = bits << 6 | value
        }
        bits <<= UInt32(6 * padded)
        let bytes = [16, 8, 0].map { UInt8(truncatingIfNeeded: bits >> $0) }
        let (content, spare) = (bytes.prefix(3 - padded), bytes.suffix(padded))
        return spare.allSatisfy { $0 == 0 } ? Array(content) : nil
    }
}
