extension Bytes {
    /// Whether both hold the same bytes.
    public static func == (left: Bytes, right: Bytes) -> Bool {
        guard left.count == right.count else { return false }
        var index = 0
        while index < left.count {
            if left.span[index] != right.span[index] { return false }
            index += 1
        }
        return true
    }

    /// Whether the view holds exactly the UTF-8 of `text`.
    public static func == (bytes: Bytes, text: StaticString) -> Bool {
        bytes.count == text.utf8CodeUnitCount && bytes.hasPrefix(text)
    }

    /// Whether the view holds anything but the UTF-8 of `text`.
    public static func != (bytes: Bytes, text: StaticString) -> Bool {
        !(bytes == text)
    }

    /// Lets `switch request.path` have cases such as `"/health"`.
    public static func ~= (text: StaticString, bytes: Bytes) -> Bool {
        bytes == text
    }

    /// Whether the view begins with the UTF-8 of `text`.
    public func hasPrefix(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount <= count else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy { span[$0] == expected[$0] }
        }
    }

    /// Whether the view holds `text`, with ASCII letters of either case taken as equal, as header
    /// names are compared (RFC 9110 section 5.1).
    public func equalsIgnoringCase(_ text: StaticString) -> Bool {
        guard text.utf8CodeUnitCount == count else { return false }
        return text.withUTF8Buffer { expected in
            expected.indices.allSatisfy { lowercased(span[$0]) == lowercased(expected[$0]) }
        }
    }
}

/// `byte` as a lowercase ASCII letter if it is an uppercase one.
private func lowercased(_ byte: UInt8) -> UInt8 {
    (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(byte) ? byte | 0x20 : byte
}
