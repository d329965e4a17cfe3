extension RequestError {
    /// What can be wrong with a request, one case a rule.
    public enum Reason: UInt8, CaseIterable, Sendable {
        // The connection speaks another protocol.
        case tlsHandshake, http2Preface
        // Line ends, in any part of the message.
        case bareLineFeed, bareCarriageReturn, repeatedEmptyLine
        // The request line.
        case requestLineTooLong, invalidMethod, missingTarget, invalidTargetByte
        case fragmentInTarget, invalidTargetForm, invalidTargetAuthority, asteriskWithoutOptions
        case connectMethod, invalidVersion, unsupportedVersion
        // The field section.
        case fieldSectionTooLarge, tooManyFields, leadingWhitespace, obsoleteFold
        case emptyFieldName, whitespaceBeforeColon, invalidFieldName, invalidFieldValue
        // The fields that route and frame.
        case missingHost, repeatedHost, invalidHost
        case repeatedContentLength, invalidContentLength, contentLengthOverflow
        case contentLengthWithTransferEncoding, transferEncodingInHTTP10
        case malformedTransferEncoding, chunkedNotFinal, chunkedRepeated, unknownTransferCoding
        case unknownExpectation
        // The chunked body.
        case invalidChunkSize, chunkSizeOverflow, invalidChunkExtension, chunkExtensionTooLong
        case missingChunkEnd, trailerSectionTooLarge, tooManyTrailers
    }

    /// What a reason means to the client and to the reader of a log.
    struct Rule {
        let status: Int
        let expected: String
        let got: String
        let source: String

        init(_ status: Int, _ expected: String, got: String, _ source: String) {
            self.status = status
            self.expected = expected
            self.got = got
            self.source = source
        }
    }
}

extension RequestError.Reason {
    /// The table of all rules. `got` serves where the error carries no byte.
    var rule: RequestError.Rule {
        switch self {
        case .tlsHandshake:
            .init(400, "plain HTTP/1", got: "a TLS handshake", "RFC 8446 §5.1")
        case .http2Preface:
            .init(400, "HTTP/1", got: "the HTTP/2 preface", "RFC 9113 §3.4")
        case .bareLineFeed:
            .init(400, "CR LF at the line's end", got: "a bare LF", "RFC 9112 §2.2")
        case .bareCarriageReturn:
            .init(400, "LF after CR", got: "a bare CR", "RFC 9112 §2.2")
        case .repeatedEmptyLine:
            .init(400, "a request line after an empty line", got: "another", "RFC 9112 §2.2")
        case .requestLineTooLong:
            .init(414, "a shorter request line", got: "one over the limit", "RFC 9112 §3")
        case .invalidMethod:
            .init(400, "a token and one space as method", got: "neither", "RFC 9110 §9.1")
        case .missingTarget:
            .init(400, "a target after one space", got: "none", "RFC 9112 §3.2")
        case .invalidTargetByte:
            .init(400, "URI characters and one space", got: "another", "RFC 9112 §3.2")
        case .fragmentInTarget:
            .init(400, "a target without fragment", got: "\"#\"", "RFC 9112 §3.2")
        case .invalidTargetForm:
            .init(400, "\"/\", \"http(s)://\" or \"*\"", got: "another form", "RFC 9112 §3.2")
        case .invalidTargetAuthority:
            .init(400, "host [\":\" port] in the target", got: "another", "RFC 9110 §4.2.1")
        case .asteriskWithoutOptions:
            .init(400, "OPTIONS with target \"*\"", got: "another method", "RFC 9112 §3.2.4")
        case .connectMethod:
            .init(501, "an origin server's method", got: "CONNECT", "RFC 9110 §9.3.6")
        case .invalidVersion:
            .init(400, "SP HTTP/digit.digit CR LF", got: "another end", "RFC 9112 §2.3")
        case .unsupportedVersion:
            .init(505, "HTTP/1.x", got: "another major version", "RFC 9110 §15.6.6")
        case .fieldSectionTooLarge:
            .init(431, "a smaller field section", got: "one over the limit", "RFC 6585 §5")
        case .tooManyFields:
            .init(431, "fewer field lines", got: "more than the limit", "RFC 6585 §5")
        case .leadingWhitespace:
            .init(400, "a field name after the request line", got: "space", "RFC 9112 §2.2")
        case .obsoleteFold:
            .init(400, "a field on one line", got: "a folded line", "RFC 9112 §5.2")
        case .emptyFieldName:
            .init(400, "a field name", got: "none", "RFC 9110 §5.1")
        case .whitespaceBeforeColon:
            .init(400, "\":\" right after the field name", got: "space", "RFC 9112 §5.1")
        case .invalidFieldName:
            .init(400, "a token and \":\" as field name", got: "neither", "RFC 9110 §5.1")
        case .invalidFieldValue:
            .init(400, "no control byte in a field value", got: "one", "RFC 9110 §5.5")
        case .missingHost:
            .init(400, "a Host field in HTTP/1.1", got: "none", "RFC 9112 §3.2")
        case .repeatedHost:
            .init(400, "one Host field", got: "another", "RFC 9112 §3.2")
        case .invalidHost:
            .init(400, "host [\":\" port] as Host", got: "another value", "RFC 9110 §7.2")
        case .repeatedContentLength:
            .init(400, "one Content-Length", got: "another", "RFC 9112 §6.3")
        case .invalidContentLength:
            .init(400, "digits as Content-Length", got: "another value", "RFC 9110 §8.6")
        case .contentLengthOverflow:
            .init(400, "Content-Length below 2^63", got: "more", "RFC 9110 §8.6")
        case .contentLengthWithTransferEncoding:
            .init(400, "Content-Length or Transfer-Encoding", got: "both", "RFC 9112 §6.1")
        case .transferEncodingInHTTP10:
            .init(400, "Transfer-Encoding in HTTP/1.1 only", got: "HTTP/1.0", "RFC 9112 §6.1")
        case .malformedTransferEncoding:
            .init(400, "a list of transfer codings", got: "another value", "RFC 9112 §6.1")
        case .chunkedNotFinal:
            .init(400, "chunked as the last transfer coding", got: "another", "RFC 9112 §6.3")
        case .chunkedRepeated:
            .init(400, "chunked applied once", got: "chunked again", "RFC 9112 §6.1")
        case .unknownTransferCoding:
            .init(501, "chunked alone", got: "a coding before it", "RFC 9112 §6.1")
        case .unknownExpectation:
            .init(417, "100-continue", got: "another expectation", "RFC 9110 §10.1.1")
        case .invalidChunkSize:
            .init(400, "a chunk size in hexadecimal", got: "another value", "RFC 9112 §7.1")
        case .chunkSizeOverflow:
            .init(400, "a chunk size below 2^60", got: "more", "RFC 9112 §7.1")
        case .invalidChunkExtension:
            .init(400, "no control byte in a chunk extension", got: "one", "RFC 9112 §7.1.1")
        case .chunkExtensionTooLong:
            .init(400, "a shorter chunk extension", got: "one over the limit", "RFC 9112 §7.1.1")
        case .missingChunkEnd:
            .init(400, "CR LF after the chunk's data", got: "another byte", "RFC 9112 §7.1")
        case .trailerSectionTooLarge:
            .init(431, "a smaller trailer section", got: "one over the limit", "RFC 6585 §5")
        case .tooManyTrailers:
            .init(431, "fewer trailer lines", got: "more than the limit", "RFC 6585 §5")
        }
    }
}
