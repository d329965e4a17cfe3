extension JSONReader {
    /// The text of the string (RFC 8259, section 7) that begins at the next byte.
    mutating func readString() throws(ConfigurationError) -> String {
        let start = position
        offset += 1
        var text: [UInt8] = []
        while let byte = nextByte {
            switch byte {
            case UInt8(ascii: "\""):
                offset += 1
                return String(decoding: text, as: UTF8.self)
            case UInt8(ascii: "\\"):
                try appendEscape(to: &text)
            case 0..<0x20:
                throw failure("a string without control characters (write \\n, \\t or \\u00XX)")
            default:
                try appendScalar(to: &text)
            }
        }
        throw failure("a closing quote for the string that begins here", at: start)
    }

    private mutating func appendScalar(to text: inout [UInt8]) throws(ConfigurationError) {
        guard let scalar = nextScalarBytes else { throw failure("valid UTF-8") }
        text.append(contentsOf: scalar)
        offset += scalar.count
        columnOrigin += scalar.count - 1
    }

    private mutating func appendEscape(to text: inout [UInt8]) throws(ConfigurationError) {
        let start = position
        offset += 1
        switch nextByte {
        case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): text.append(bytes[offset])
        case UInt8(ascii: "b"): text.append(0x08)
        case UInt8(ascii: "f"): text.append(0x0C)
        case UInt8(ascii: "n"): text.append(0x0A)
        case UInt8(ascii: "r"): text.append(0x0D)
        case UInt8(ascii: "t"): text.append(0x09)
        case UInt8(ascii: "u"):
            offset += 1
            return text.append(contentsOf: try readEscapedScalar(from: start).utf8)
        default: throw failure("one of \" \\ / b f n r t u after a backslash")
        }
        offset += 1
    }

    /// The scalar of `\uXXXX`, or of the two of them that make a surrogate pair. The cursor is on
    /// the first digit; `start` is where the backslash stands.
    private mutating func readEscapedScalar(
        from start: SourcePosition
    ) throws(ConfigurationError) -> String {
        let first = try readFourHexadecimalDigits()
        if let scalar = Unicode.Scalar(first) { return String(scalar) }
        guard UTF16.isLeadSurrogate(first) else {
            throw failure("a high surrogate first", got: "the low surrogate alone", at: start)
        }
        guard skip(UInt8(ascii: "\\")), skip(UInt8(ascii: "u")) else {
            throw failure("a low surrogate after the high one", got: "none", at: start)
        }
        let second = try readFourHexadecimalDigits()
        guard UTF16.isTrailSurrogate(second) else {
            throw failure("a low surrogate after the high one", got: "another escape", at: start)
        }
        return String(decoding: [first, second], as: UTF16.self)
    }

    private mutating func readFourHexadecimalDigits() throws(ConfigurationError) -> UInt16 {
        var unit: UInt16 = 0
        for _ in 0..<4 {
            guard let byte = nextByte, let digit = hexadecimalValue(byte) else {
                throw failure("four hexadecimal digits after \\u")
            }
            unit = unit << 4 | digit
            offset += 1
        }
        return unit
    }

    private func hexadecimalValue(_ byte: UInt8) -> UInt16? {
        switch byte {
        case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt16(byte - UInt8(ascii: "0"))
        case UInt8(ascii: "a")...UInt8(ascii: "f"): UInt16(byte - UInt8(ascii: "a") + 10)
        case UInt8(ascii: "A")...UInt8(ascii: "F"): UInt16(byte - UInt8(ascii: "A") + 10)
        default: nil
        }
    }
}
