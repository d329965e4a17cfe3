import HTTP1

/// Defects put into the codec's place, each of which the differ has to notice.
enum PlantedDefect: CaseIterable {
    case losesTheLastField
    case losesTheLastByteOfABody
    case keepsEveryConnection
    case ignoresTheCaseOfMethods
    case takesABareLineFeed
    case takesAFoldedLine
    case takesWhitespaceBeforeAColon
    case takesLengthBesideChunked
    case takesASecondLength
    case takesAPrefixedChunkSize
    case takesDataThatExceedsItsChunk

    /// What the codec would make of the bytes if it had the defect.
    func read(_ bytes: [UInt8], arrivingUpTo ends: [Int]) -> Transcript {
        var transcript = CodecReader.read(bytes, arrivingUpTo: ends)
        var repaired = bytes
        while case .refused(let reason, let offset) = transcript.end,
            repair(&repaired, refusedFor: reason, at: offset)
        {
            transcript = CodecReader.read(repaired, arrivingUpTo: [])
        }
        for index in transcript.requests.indices { alter(&transcript.requests[index]) }
        return transcript
    }

    /// Changes what is read.
    private func alter(_ request: inout ReadRequest) {
        switch self {
        case .losesTheLastField: request.fields = request.fields.dropLast()
        case .losesTheLastByteOfABody: request.body = request.body.dropLast()
        case .keepsEveryConnection: request.keepsAlive = true
        case .ignoresTheCaseOfMethods: request.method = request.method.lowercased()
        default: break
        }
    }

    /// Makes bytes sound that were refused, so that they seem to be taken. False if the defect is
    /// another one.
    private func repair(
        _ bytes: inout [UInt8], refusedFor reason: RequestError.Reason?, at offset: Int
    ) -> Bool {
        switch (self, reason) {
        case (.takesABareLineFeed, .bareLineFeed): bytes.insert(0x0D, at: offset)
        case (.takesAFoldedLine, .obsoleteFold):
            bytes.replaceSubrange(offset - 2..<offset, with: "  ".utf8)
        case (.takesWhitespaceBeforeAColon, .whitespaceBeforeColon): bytes.remove(at: offset)
        case (.takesLengthBesideChunked, .contentLengthWithTransferEncoding),
            (.takesASecondLength, .repeatedContentLength):
            // The field's name, which ends with the colon before its value.
            let colon = bytes[..<offset].lastIndex(of: 0x3A) ?? offset
            bytes[colon - 1] = 0x78
        case (.takesAPrefixedChunkSize, .invalidChunkSize):
            guard offset > 0, bytes.indices.contains(offset), bytes[offset] == 0x78 else {
                return false
            }
            bytes[offset] = 0x30
        case (.takesDataThatExceedsItsChunk, .missingChunkEnd): bytes.remove(at: offset)
        default: return false
        }
        return true
    }
}
