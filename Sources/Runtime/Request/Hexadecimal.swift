/// Numbers as hexadecimal digits in lower case.
enum Hexadecimal {
    /// Writes 16 digits.
    static func write(_ number: UInt64, at start: Int, into text: inout InlineArray<32, UInt8>) {
        for index in 0..<16 {
            let digit = UInt8(truncatingIfNeeded: number >> UInt64(60 - 4 * index)) & 15
            text[start + index] = JSONText.hexadecimalDigit(digit)
        }
    }

    static func isDigit(_ byte: UInt8) -> Bool {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"): true
        default: false
        }
    }
}
