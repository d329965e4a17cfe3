/// Names of fields, which are the same in either case (RFC 9110 §5.1).
enum FieldName {
    /// - Parameter expected: in lower case.
    static func matches(_ name: UnsafeRawBufferPointer, _ expected: StaticString) -> Bool {
        guard name.count == expected.utf8CodeUnitCount else { return false }
        return expected.withUTF8Buffer { expected in
            zip(name, expected).allSatisfy { byte, wanted in
                let isUppercase = byte &- 0x41 < 26
                return (isUppercase ? byte | 0x20 : byte) == wanted
            }
        }
    }
}
