extension JSONReader {
    /// The next byte, or nil at the end.
    var nextByte: UInt8? { offset < bytes.count ? bytes[offset] : nil }

    /// Where the next byte stands.
    var position: SourcePosition {
        SourcePosition(line: line, column: offset - columnOrigin + 1)
    }

    /// Steps over `byte` if it comes next, and says whether it did.
    mutating func skip(_ byte: UInt8) -> Bool {
        guard nextByte == byte else { return false }
        offset += 1
        return true
    }

    /// Steps over the white space of RFC 8259, section 2: the one place where lines end, for a
    /// string may not hold a line feed.
    mutating func skipWhitespace() {
        while let byte = nextByte {
            switch byte {
            case 0x20, 0x09, 0x0D:
                offset += 1
            case 0x0A:
                offset += 1
                line += 1
                columnOrigin = offset
            default:
                return
            }
        }
    }

    /// The UTF-8 bytes of the next scalar, or nil where they are invalid or at an end.
    var nextScalarBytes: ArraySlice<UInt8>? {
        var remaining = bytes[offset...].makeIterator()
        var parser = UTF8.ForwardParser()
        guard case .valid(let encoded) = parser.parseScalar(from: &remaining) else { return nil }
        return bytes[offset..<offset + encoded.count]
    }

    /// An error at the next byte, which is also what was got unless `got` says more.
    func failure(
        _ expected: String, got: String? = nil, at place: SourcePosition? = nil
    ) -> ConfigurationError {
        ConfigurationError(
            file: file, position: place ?? position, path: path,
            problem: .unexpected(expected: expected, got: got ?? nextSummary))
    }

    /// What comes next, in words.
    private var nextSummary: String {
        guard let byte = nextByte else { return "the end of the file" }
        if byte == UInt8(ascii: "/") { return "a slash (JSON has no comments)" }
        if byte < 0x20 || byte == 0x7F { return "the control character \(hexadecimal(byte))" }
        guard let scalar = nextScalarBytes else { return "the invalid UTF-8 \(hexadecimal(byte))" }
        return quoted(String(decoding: scalar, as: UTF8.self))
    }
}
