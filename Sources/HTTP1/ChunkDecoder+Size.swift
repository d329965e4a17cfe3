// chunk-size [ chunk-ext ] CRLF (RFC 9112 §7.1 and §7.1.1)

extension ChunkDecoder {
    /// Fifteen digits hold every size below 2^60 and leave no room for an overflow, nor for an
    /// endless run of zeros.
    private static let sizeDigitsMax = 15

    mutating func stepSize(_ byte: UInt8, at offset: Int) throws(RequestError) {
        if CharacterClass.hexDigit.contains(byte) {
            guard sizeDigits < Self.sizeDigitsMax else {
                throw RequestError(.chunkSizeOverflow, at: offset)
            }
            remainingBytes = remainingBytes << 4 | byte.hexDigitValue
            sizeDigits &+= 1
            return
        }
        guard sizeDigits > 0, byte == .semicolon || byte.isWhitespace else {
            return try endSizeLine(byte, at: offset, otherwise: .invalidChunkSize)
        }
        state = byte == .semicolon ? .chunkExtension : .whitespace
        try countExtensionByte(at: offset)
    }

    /// White space may stand before the first ";" only, where a recipient has to bear it. What
    /// comes after it is ignored up to the line's end, so only line and control bytes matter.
    mutating func stepExtension(_ byte: UInt8, at offset: Int) throws(RequestError) {
        if state == .whitespace, !byte.isWhitespace {
            guard byte == .semicolon else {
                throw RequestError(.invalidChunkSize, at: offset, got: byte)
            }
            state = .chunkExtension
        }
        guard CharacterClass.fieldValue.contains(byte) else {
            return try endSizeLine(byte, at: offset, otherwise: .invalidChunkExtension)
        }
        try countExtensionByte(at: offset)
    }

    private mutating func countExtensionByte(at offset: Int) throws(RequestError) {
        extensionBytes &+= 1
        guard extensionBytes <= limits.extensionBytesMax else {
            throw RequestError(.chunkExtensionTooLong, at: offset)
        }
    }

    private mutating func endSizeLine(
        _ byte: UInt8, at offset: Int, otherwise reason: RequestError.Reason
    ) throws(RequestError) {
        try expectReturn(byte, at: offset, otherwise: reason)
        guard sizeDigits > 0 else {
            throw RequestError(.invalidChunkSize, at: offset, got: byte)
        }
        state = .sizeLineFeed
    }

    func expectReturn(
        _ byte: UInt8, at offset: Int, otherwise reason: RequestError.Reason
    ) throws(RequestError) {
        if byte == .lineFeed { throw RequestError(.bareLineFeed, at: offset) }
        guard byte == .carriageReturn else { throw RequestError(reason, at: offset, got: byte) }
    }

    func expectLineFeed(_ byte: UInt8, at offset: Int) throws(RequestError) {
        guard byte == .lineFeed else { throw RequestError(.bareCarriageReturn, at: offset &- 1) }
    }
}
