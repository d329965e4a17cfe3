/// Writes a string as JSON (RFC 8259 §7).
enum JSONText {
    static func append(_ text: String, to bytes: inout [UInt8]) {
        bytes.append(UInt8(ascii: "\""))
        for byte in text.utf8 { append(byte, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    /// What is not UTF-8 becomes U+FFFD: JSON has no way to write it.
    static func append(utf8 text: some Collection<UInt8>, to bytes: inout [UInt8]) {
        guard text.allSatisfy({ $0 < 0x80 }) else {
            return append(String(decoding: text, as: UTF8.self), to: &bytes)
        }
        bytes.append(UInt8(ascii: "\""))
        for byte in text { append(byte, to: &bytes) }
        bytes.append(UInt8(ascii: "\""))
    }

    private static func append(_ byte: UInt8, to bytes: inout [UInt8]) {
        switch byte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"):
            bytes.append(UInt8(ascii: "\\"))
            bytes.append(byte)
        case UInt8(ascii: "\n"): bytes += #"\n"#.utf8
        case UInt8(ascii: "\r"): bytes += #"\r"#.utf8
        case UInt8(ascii: "\t"): bytes += #"\t"#.utf8
        case 0..<0x20, 0x7f:
            bytes += #"\u00"#.utf8
            bytes.append(hexadecimalDigit(byte >> 4))
            bytes.append(hexadecimalDigit(byte & 15))
        default: bytes.append(byte)
        }
    }

    static func hexadecimalDigit(_ value: UInt8) -> UInt8 {
        value < 10 ? UInt8(ascii: "0") + value : UInt8(ascii: "a") + value - 10
    }
}
