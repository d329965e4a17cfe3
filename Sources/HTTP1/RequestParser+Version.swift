// HTTP-version = HTTP-name "/" DIGIT "." DIGIT, case-sensitive (RFC 9112 §2.3)

extension RequestParser {
    /// The minor version at `start`, 0 or 1, or nil if the bytes up to `end` are its beginning.
    @inline(__always)
    func minorVersion(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) throws(RequestError) -> UInt8? {
        // "HTTP/1.1" as a word whose lowest byte is "H".
        if start &+ 8 <= end, bytes.word(at: start) == 0x312E_312F_5054_5448 { return 1 }
        return try uncommonMinorVersion(bytes, from: start, to: end)
    }

    @inline(never)
    private func uncommonMinorVersion(
        _ bytes: RawSpan, from start: Int, to end: Int
    ) throws(RequestError) -> UInt8? {
        let form: StaticString = "HTTP/d.d"
        for index in 0..<form.utf8CodeUnitCount {
            let offset = start &+ index
            guard offset < end else { return nil }
            let byte = bytes.byte(at: offset)
            let expected = unsafe form.utf8Start[index]
            let isDigit = CharacterClass.digit.contains(byte)
            guard expected == UInt8(ascii: "d") ? isDigit : byte == expected else {
                throw RequestError(
                    byte == .lineFeed ? .bareLineFeed : .invalidVersion, at: offset, got: byte)
            }
        }
        let major = bytes.byte(at: start &+ 5)
        guard major == .zero &+ 1 else {
            let isPreface =
                major == .zero &+ 2 && bytes.isEqual("PRI * ", from: lineStart, to: start)
            throw RequestError(
                isPreface ? .http2Preface : .unsupportedVersion, at: start &+ 5, got: major)
        }
        return bytes.byte(at: start &+ 7) == .zero ? 0 : 1
    }
}
