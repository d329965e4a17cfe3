import HTTP1

/// Drives the codec under test the way a connection does.
struct CodecReader: Reader {
    private enum Body {
        case length(remaining: Int)
        case chunked(ChunkDecoder)
    }

    private(set) var transcript = Transcript(starts: [0])
    private var parser = RequestParser()
    /// Bytes of the head until it is complete, then the body's that are not yet consumed.
    private var buffer: [UInt8] = []
    private var request: ReadRequest?
    private var body = Body.length(remaining: 0)
    /// Bytes of the connection before `buffer`.
    private var consumed = 0
    /// Where the head or the body begins, from which the codec counts.
    private var origin = 0

    mutating func receive(_ segment: ArraySlice<UInt8>) {
        buffer += segment
        do throws(RequestError) {
            while case .needsMore = transcript.end, try step() {}
        } catch {
            transcript.end = .refused(error.reason, offset: origin + error.offset)
        }
        if case .needsMore = transcript.end { transcript.end = .needsMore(request) }
    }

    /// Goes on by a head or a body; false if the bytes do not suffice.
    private mutating func step() throws(RequestError) -> Bool {
        guard let read = request else { return try readHead() }
        guard try readBody() else { return false }
        transcript.requests.append(request ?? read)
        transcript.starts.append(consumed)
        origin = consumed
        if !read.keepsAlive { transcript.end = .closed }
        request = nil
        return true
    }

    private mutating func readHead() throws(RequestError) -> Bool {
        let received = buffer
        guard try parser.parse(received.span.bytes) else { return false }
        let head = parser.head
        request = ReadRequest(head, of: received)
        switch head.framing {
        case .none: body = .length(remaining: 0)
        case .length(let count): body = .length(remaining: count)
        case .chunked: body = .chunked(ChunkDecoder())
        }
        consume(head.byteCount)
        origin = consumed
        parser.reset()
        return true
    }

    private mutating func consume(_ count: Int) {
        buffer.removeFirst(count)
        consumed += count
    }

    private mutating func readBody() throws(RequestError) -> Bool {
        switch body {
        case .length(let remaining):
            let count = min(remaining, buffer.count)
            request?.body += buffer.prefix(count)
            consume(count)
            body = .length(remaining: remaining - count)
            return count == remaining
        case .chunked(var decoder):
            defer { body = .chunked(decoder) }
            return try readChunks(&decoder)
        }
    }

    private mutating func readChunks(_ decoder: inout ChunkDecoder) throws(RequestError) -> Bool {
        while true {
            let received = buffer
            switch try decoder.next(received.span.bytes) {
            case .data(let range, let count):
                request?.body += received[range.offsets]
                consume(count)
            case .needsMore(let count):
                consume(count)
                return false
            case .end(let count):
                consume(count)
                return true
            }
        }
    }
}

extension ReadRequest {
    fileprivate init(_ head: RequestHead, of bytes: [UInt8]) {
        func text(_ range: ByteRange) -> String {
            String(decoding: bytes[range.offsets], as: UTF8.self)
        }
        self.init(
            method: text(head.method), target: text(head.target),
            minorVersion: Int(head.minorVersion),
            fields: head.fields.map { Field(name: text($0.name), value: text($0.value)) },
            framing: Framing(head.framing), keepsAlive: head.keepsAlive)
    }
}

extension ReadRequest.Framing {
    fileprivate init(_ framing: BodyFraming) {
        switch framing {
        case .none: self = .none
        case .length(let count): self = .length(count)
        case .chunked: self = .chunked
        }
    }
}
