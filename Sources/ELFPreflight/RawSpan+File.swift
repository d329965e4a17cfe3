extension RawSpan {
    /// The bytes of one part of a file, given by its place there.
    ///
    /// - Throws: `truncated` when it does not lie within these bytes.
    @_lifetime(copy self)
    func part(_ part: ELFPart, at offset: UInt64, count: UInt64) throws(PreflightError) -> RawSpan {
        let (end, overflows) = offset.addingReportingOverflow(count)
        guard !overflows, end <= UInt64(byteCount) else {
            throw .truncated(part, endOffset: overflows ? .max : end, fileBytes: byteCount)
        }
        return extracting(Int(offset)..<Int(end))
    }

    /// The little-endian integer at an offset that the caller has checked.
    func integer<Value: FixedWidthInteger & BitwiseCopyable>(
        at offset: Int, as: Value.Type = Value.self
    ) -> Value {
        Value(littleEndian: unsafeLoadUnaligned(fromByteOffset: offset, as: Value.self))
    }

    /// The byte at an offset that the caller has checked.
    func byte(at offset: Int) -> UInt8 {
        unsafeLoadUnaligned(fromByteOffset: offset, as: UInt8.self)
    }

    /// Whether the bytes at an offset are those of `text`; false when they end before it does.
    func holds(_ text: String, at offset: Int) -> Bool {
        guard byteCount - offset >= text.utf8.count else { return false }
        var position = offset
        for expected in text.utf8 {
            guard byte(at: position) == expected else { return false }
            position += 1
        }
        return true
    }

    /// The text up to the first NUL; nil without one, or when it is not UTF-8.
    func terminatedText() -> String? {
        var bytes: [UInt8] = []
        for offset in 0..<byteCount {
            let byte = byte(at: offset)
            if byte == 0 { return String(validating: bytes, as: UTF8.self) }
            bytes.append(byte)
        }
        return nil
    }
}
