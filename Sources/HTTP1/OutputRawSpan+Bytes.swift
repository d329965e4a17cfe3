extension OutputRawSpan {
    /// Copies bytes as they are: fields made beforehand, or a body.
    @_lifetime(self: copy self)
    public mutating func append(_ bytes: RawSpan) {
        unsafe bytes.withUnsafeBytes { source in unsafe appendMemory(source) }
    }

    /// Copies a text made at compile time.
    @_lifetime(self: copy self)
    public mutating func append(_ text: StaticString) {
        unsafe appendMemory(
            UnsafeRawBufferPointer(start: text.utf8Start, count: text.utf8CodeUnitCount))
    }

    /// Writes a number that is not negative in decimal digits.
    @_lifetime(self: copy self)
    mutating func appendDecimal(_ value: Int) {
        var digits = InlineArray<19, UInt8>(repeating: 0)
        var first = digits.count
        var rest = UInt(value)
        repeat {
            first &-= 1
            digits[first] = .zero &+ UInt8(truncatingIfNeeded: rest % 10)
            rest /= 10
        } while rest > 0
        // Safe: a byte has no padding.
        unsafe append(digits.span.bytes.extracting(last: digits.count &- first))
    }

    @_lifetime(self: copy self)
    @inline(__always)
    private mutating func appendMemory(_ source: UnsafeRawBufferPointer) {
        unsafe withUnsafeMutableBytes { memory, initializedCount in
            precondition(source.count <= memory.count &- initializedCount, "no room in the output")
            guard let from = source.baseAddress, let to = memory.baseAddress else { return }
            unsafe (to + initializedCount).copyMemory(from: from, byteCount: source.count)
            initializedCount &+= source.count
        }
    }
}
