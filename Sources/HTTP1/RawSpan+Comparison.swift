extension RawSpan {
    /// Whether the bytes in `from..<to`, a range that the caller has proved to lie in the span,
    /// are `text`.
    @inline(__always)
    func isEqual(_ text: StaticString, from: Int, to: Int) -> Bool {
        guard to &- from == text.utf8CodeUnitCount else { return false }
        for index in 0..<text.utf8CodeUnitCount {
            // In bounds by the comparison of the lengths.
            let expected = unsafe text.utf8Start[index]
            guard byte(at: from &+ index) == expected else { return false }
        }
        return true
    }

    /// Whether the bytes in `from..<to`, a range that the caller has proved to lie in the span,
    /// are `name` but for the case of ASCII letters. `name` is in lower case.
    @inline(__always)
    func matches(_ name: StaticString, from: Int, to: Int) -> Bool {
        guard to &- from == name.utf8CodeUnitCount else { return false }
        for index in 0..<name.utf8CodeUnitCount {
            let expected = unsafe name.utf8Start[index]
            let actual = byte(at: from &+ index)
            let isUppercase = actual &- 0x41 < 26
            guard (isUppercase ? actual | 0x20 : actual) == expected else { return false }
        }
        return true
    }
}
