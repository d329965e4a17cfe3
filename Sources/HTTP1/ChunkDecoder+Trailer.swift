// trailer-section CRLF (RFC 9112 §7.1.2), with the syntax of field lines

extension ChunkDecoder {
    mutating func stepTrailer(_ byte: UInt8, at offset: Int) throws(RequestError) {
        try countTrailerByte(at: offset)
        switch state {
        case .trailerStart: try stepTrailerStart(byte, at: offset)
        case .trailerName: try stepTrailerName(byte, at: offset)
        case .trailerValue:
            guard !CharacterClass.fieldValue.contains(byte) else { return }
            try expectReturn(byte, at: offset, otherwise: .invalidFieldValue)
            state = .trailerLineFeed
        case .trailerLineFeed:
            try expectLineFeed(byte, at: offset)
            state = .trailerStart
        default:
            try expectLineFeed(byte, at: offset)
            state = .ended
        }
    }

    /// The CRLF that ends the body is no trailer line, hence the two bytes more.
    private mutating func countTrailerByte(at offset: Int) throws(RequestError) {
        trailerBytes &+= 1
        guard trailerBytes <= limits.trailerSectionBytesMax &+ 2 else {
            throw RequestError(.trailerSectionTooLarge, at: offset)
        }
    }

    private mutating func stepTrailerStart(_ byte: UInt8, at offset: Int) throws(RequestError) {
        guard CharacterClass.token.contains(byte) else {
            if byte == .colon { throw RequestError(.emptyFieldName, at: offset, got: byte) }
            if byte.isWhitespace {
                throw RequestError(
                    trailerCount == 0 ? .leadingWhitespace : .obsoleteFold, at: offset, got: byte)
            }
            try expectReturn(byte, at: offset, otherwise: .invalidFieldName)
            state = .finalLineFeed
            return
        }
        guard trailerCount < limits.trailerCountMax else {
            throw RequestError(.tooManyTrailers, at: offset)
        }
        trailerCount &+= 1
        state = .trailerName
    }

    private mutating func stepTrailerName(_ byte: UInt8, at offset: Int) throws(RequestError) {
        guard !CharacterClass.token.contains(byte) else { return }
        if byte == .lineFeed { throw RequestError(.bareLineFeed, at: offset) }
        guard byte == .colon else {
            throw RequestError(
                byte.isWhitespace ? .whitespaceBeforeColon : .invalidFieldName,
                at: offset, got: byte)
        }
        state = .trailerValue
    }
}
