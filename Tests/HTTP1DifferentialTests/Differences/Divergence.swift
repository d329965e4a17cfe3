import HTTP1

/// The first request that two parsers took differently, and its head as a plain text, so that an
/// explanation need not believe either of them.
struct Divergence {
    let bytes: [UInt8]
    let codec: Transcript
    let reference: Transcript
    /// How many requests before it both took alike.
    let index: Int
    /// Its bytes, and those of all after it.
    let message: ArraySlice<UInt8>
    /// The lines of its head, as far as they came, without their ends.
    let headLines: [String]

    /// Nil if the parsers agree.
    init?(_ bytes: [UInt8], codec: Transcript, reference: Transcript) {
        guard !codec.agrees(with: reference) else { return nil }
        self.bytes = bytes
        self.codec = codec
        self.reference = reference
        index = zip(codec.requests, reference.requests).prefix { $0 == $1 }.count
        message = bytes[codec.starts[min(index, codec.starts.count - 1)]...]
        headLines = Self.headLines(message)
    }

    private static func headLines(_ bytes: ArraySlice<UInt8>) -> [String] {
        bytes.drop { $0 == 0x0D || $0 == 0x0A }.split(
            separator: 0x0A, omittingEmptySubsequences: false
        ).map { $0.last == 0x0D ? $0.dropLast() : $0 }.prefix { !$0.isEmpty }.map {
            String(decoding: $0, as: UTF8.self)
        }
    }

    /// Why and where the codec refuses it, if it does.
    var refusal: (reason: RequestError.Reason, offset: Int)? {
        guard case .refused(let reason?, let offset) = codec.end, codec.requests.count == index
        else { return nil }
        return (reason, offset)
    }

    var isRefusedByReference: Bool {
        reference.isRefused && reference.requests.count == index
    }

    /// What each parser read, if its head is complete to it.
    var readings: (codec: ReadRequest, reference: ReadRequest)? {
        guard let codec = codec.request(at: index), let reference = reference.request(at: index)
        else { return nil }
        return (codec, reference)
    }

    var method: String { String(headLines.first?.prefix { $0 != " " } ?? "") }

    /// The words between the request line's spaces.
    var requestWords: [Substring] {
        headLines.first?.split(separator: " ", omittingEmptySubsequences: false) ?? []
    }

    var target: Substring { requestWords.dropFirst().first ?? "" }

    /// The values of a field, whose name is given in lower case, without white space around them.
    func values(of name: String) -> [Substring] {
        headLines.dropFirst().filter { $0.lowercased().hasPrefix(name + ":") }.map {
            Self.trimmed($0.dropFirst(name.count + 1))
        }
    }

    /// The members of a field's comma-separated lists, in lower case.
    func members(of name: String) -> [String] {
        values(of: name).flatMap { $0.split(separator: ",") }.map {
            Self.trimmed($0).lowercased()
        }
    }

    /// What comes after its head, taken apart as a chunked body.
    var chunkedBody: ChunkedText { Self.chunkedBody(of: message) }

    /// The same of the request before it.
    var chunkedBodyBefore: ChunkedText {
        index == 0 ? ChunkedText([]) : Self.chunkedBody(of: bytes[codec.starts[index - 1]...])
    }

    private static func chunkedBody(of message: ArraySlice<UInt8>) -> ChunkedText {
        let start = message.drop { $0 == 0x0D || $0 == 0x0A }
        guard let headEnd = start.firstRange(of: Array("\r\n\r\n".utf8)) else {
            return ChunkedText([])
        }
        return ChunkedText(start[headEnd.upperBound...])
    }

    static func trimmed(_ text: Substring) -> Substring {
        var text = text.drop { $0 == " " || $0 == "\t" }
        while text.last == " " || text.last == "\t" { text.removeLast() }
        return text
    }
}
