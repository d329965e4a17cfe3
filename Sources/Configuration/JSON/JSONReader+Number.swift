extension JSONReader {
    /// A number as written (RFC 8259, section 6): `-? int frac? exp?`. It is not converted here,
    /// so it can't overflow.
    mutating func readNumber() throws(ConfigurationError) -> String {
        let start = offset
        _ = skip(UInt8(ascii: "-"))
        if skip(UInt8(ascii: "0")) {
            if nextIsDigit { throw failure("a number without a leading zero") }
        } else {
            try skipDigits()
        }
        if skip(UInt8(ascii: ".")) { try skipDigits() }
        if skip(UInt8(ascii: "e")) || skip(UInt8(ascii: "E")) {
            _ = skip(UInt8(ascii: "+")) || skip(UInt8(ascii: "-"))
            try skipDigits()
        }
        return String(decoding: bytes[start..<offset], as: UTF8.self)
    }

    /// Steps over one digit or more.
    private mutating func skipDigits() throws(ConfigurationError) {
        guard nextIsDigit else { throw failure("a digit") }
        while nextIsDigit { offset += 1 }
    }

    private var nextIsDigit: Bool { nextByte.map(isDigit) ?? false }
}
